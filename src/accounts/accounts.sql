-- Accounts, API keys, settings, sealed secrets, idempotency, audit; users, their sessions and links. Times are Micros.

-- name: first_account
SELECT account FROM account ORDER BY account LIMIT 1

-- name: list_accounts
SELECT account FROM account ORDER BY account

-- name: insert_account
INSERT INTO account (account, name, time_zone, currency, postal_address, default_email_consent, test_mode_recipients, created)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: load_account
SELECT name, time_zone, currency, postal_address, default_email_consent, test_mode_recipients, created, COALESCE(version, 1)
FROM account WHERE account = $1

-- name: update_account
UPDATE account SET name = $2, time_zone = $3, currency = $4, postal_address = $5, default_email_consent = $6,
    test_mode_recipients = $7, version = COALESCE(version, 1) + 1
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

-- name: kept_answers
SELECT name, answer FROM idempotency WHERE account = $1 AND answer IS NOT NULL

-- name: finish_idempotent
UPDATE idempotency SET status = $3, answer = $4 WHERE account = $1 AND name = $2

-- name: forget_idempotent
DELETE FROM idempotency WHERE account = $1 AND name = $2

-- name: prune_idempotent
DELETE FROM idempotency WHERE created < $1

-- name: abandon_idempotent
DELETE FROM idempotency WHERE status IS NULL

-- name: append_audit
INSERT INTO audit (account, seq, at, actor, act, target, request, changes)
SELECT $1, COALESCE(MAX(seq), 0) + 1, CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS TEXT)
FROM audit WHERE account = $1

-- name: changes_of_target
SELECT seq, changes FROM audit WHERE account = $1 AND target = $2 AND changes IS NOT NULL

-- name: put_changes
UPDATE audit SET changes = $3 WHERE account = $1 AND seq = $2

-- name: list_audit
SELECT seq, at, actor, act, target, request, COALESCE(changes, '') FROM audit
WHERE account = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3

-- name: list_audit_after
SELECT seq, at, actor, act, target, request, COALESCE(changes, '') FROM audit
WHERE account = $1 AND seq > $2 ORDER BY seq LIMIT $3

-- name: insert_user
INSERT INTO app_user (id, account, email, name, role, password, theme, created, last_seen, last_visit)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)

-- name: load_user
SELECT id, account, email, name, role, password, theme, created, last_seen, last_visit FROM app_user WHERE id = $1

-- name: find_user
SELECT id, account, email, name, role, password, theme, created, last_seen, last_visit FROM app_user WHERE email = $1

-- name: list_users
SELECT id, account, email, name, role, password, theme, created, last_seen, last_visit FROM app_user
WHERE account = $1 ORDER BY created DESC, id DESC

-- name: update_user
UPDATE app_user SET name = $2, role = $3, password = $4, theme = $5 WHERE id = $1

-- name: remove_user
DELETE FROM app_user WHERE id = $1

-- name: see_user
UPDATE app_user SET last_seen = $2, last_visit = $3 WHERE id = $1

-- name: insert_session
INSERT INTO user_session (id, app_user, hash, created, last_used, address, agent) VALUES ($1, $2, $3, $4, $4, $5, $6)

-- name: find_session
SELECT s.id, s.app_user, s.created, s.last_used, s.address, s.agent, u.account
FROM user_session s JOIN app_user u ON u.id = s.app_user WHERE s.hash = $1

-- name: load_session
SELECT s.id, s.app_user, s.created, s.last_used, s.address, s.agent, u.role
FROM user_session s JOIN app_user u ON u.id = s.app_user WHERE s.id = $1

-- name: list_sessions
SELECT id, app_user, created, last_used, address, agent FROM user_session WHERE app_user = $1 ORDER BY created DESC, id DESC

-- name: touch_session
UPDATE user_session SET last_used = $2 WHERE id = $1

-- name: end_session
DELETE FROM user_session WHERE app_user = $1 AND id = $2 RETURNING id

-- name: end_sessions
DELETE FROM user_session WHERE app_user = $1 AND id <> $2

-- name: prune_sessions
DELETE FROM user_session WHERE last_used <= $1 OR created <= $2

-- name: insert_link
INSERT INTO one_time_link (hash, account, kind, app_user, expires) VALUES ($1, $2, $3, $4, $5)

-- name: find_link
SELECT kind, account, app_user, expires FROM one_time_link WHERE hash = $1

-- name: take_link
DELETE FROM one_time_link WHERE hash = $1 RETURNING kind, account, app_user, expires

-- name: replace_links
DELETE FROM one_time_link WHERE account = $1 AND app_user = $2 AND kind = $3

-- name: remove_links
DELETE FROM one_time_link WHERE account = $1 AND app_user = $2
