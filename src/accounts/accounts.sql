-- Accounts, API keys, settings, sealed secrets, idempotency and audit. Times are Micros.

-- name: first_account
SELECT account FROM account ORDER BY account LIMIT 1

-- name: list_accounts
SELECT account FROM account ORDER BY account

-- name: insert_account
INSERT INTO account (account, name, time_zone, currency, postal_address, default_email_consent, test_mode_recipients, created)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: load_account
SELECT name, time_zone, currency, postal_address, default_email_consent, test_mode_recipients, created
FROM account WHERE account = $1

-- name: update_account
UPDATE account SET name = $2, time_zone = $3, currency = $4, postal_address = $5, default_email_consent = $6,
    test_mode_recipients = $7
WHERE account = $1

-- name: insert_key
INSERT INTO api_key (id, account, name, scope, hash, hint, created) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: find_key
SELECT id, account, scope FROM api_key WHERE hash = $1 AND revoked IS NULL

-- name: list_keys
SELECT id, name, scope, hint, created, last_used, revoked FROM api_key WHERE account = $1 ORDER BY created DESC, id DESC

-- name: load_key
SELECT id, name, scope, hint, created, last_used, revoked FROM api_key WHERE account = $1 AND id = $2

-- name: revoke_key
UPDATE api_key SET revoked = $3 WHERE account = $1 AND id = $2 AND revoked IS NULL

-- name: touch_key
UPDATE api_key SET last_used = $2 WHERE id = $1

-- name: put_secret
INSERT INTO secret (account, name, key_id, sealed, created) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (account, name) DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed, created = excluded.created

-- name: get_secret
SELECT key_id, sealed FROM secret WHERE account = $1 AND name = $2

-- name: remove_secret
DELETE FROM secret WHERE account = $1 AND name = $2

-- name: count_secrets
SELECT count(*) FROM secret

-- name: get_setting
SELECT value FROM setting WHERE account = $1 AND name = $2

-- name: put_setting
INSERT INTO setting (account, name, value) VALUES ($1, $2, $3)
ON CONFLICT (account, name) DO UPDATE SET value = excluded.value

-- name: remove_setting
DELETE FROM setting WHERE account = $1 AND name = $2

-- name: begin_idempotent
INSERT INTO idempotency (account, name, digest, created) VALUES ($1, $2, $3, $4)
ON CONFLICT (account, name) DO NOTHING RETURNING name

-- name: load_idempotent
SELECT digest, status, answer FROM idempotency WHERE account = $1 AND name = $2

-- name: finish_idempotent
UPDATE idempotency SET status = $3, answer = $4 WHERE account = $1 AND name = $2

-- name: forget_idempotent
DELETE FROM idempotency WHERE account = $1 AND name = $2

-- name: prune_idempotent
DELETE FROM idempotency WHERE created < $1

-- name: abandon_idempotent
DELETE FROM idempotency WHERE status IS NULL

-- name: append_audit
INSERT INTO audit (account, seq, at, actor, act, target, request)
SELECT $1, COALESCE(MAX(seq), 0) + 1, CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT)
FROM audit WHERE account = $1

-- name: list_audit
SELECT seq, at, actor, act, target, request FROM audit WHERE account = $1 ORDER BY seq DESC LIMIT $2
