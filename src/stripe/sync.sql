-- Statements of connection.cc, ranges_store.cc and hints.cc: the tables connection, resource, range and hint.

-- name: connections
SELECT connection, account, mode, state, key_hint, probe_id, history_before, error, error_at, last_event, created
FROM connection ORDER BY connection

-- name: connection_of
SELECT connection, account, mode, state, key_hint, probe_id, history_before, error, error_at, last_event, created
FROM connection WHERE account = $1 ORDER BY connection LIMIT 1

-- name: next_connection
SELECT COALESCE(MAX(connection), 0) + 1 FROM connection

-- name: save_connection
INSERT INTO connection (connection, account, mode, state, key_hint, probe_id, history_before, error, error_at,
    last_event, created)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (connection) DO UPDATE SET mode = excluded.mode, state = excluded.state, key_hint = excluded.key_hint,
    probe_id = COALESCE(excluded.probe_id, connection.probe_id), history_before = excluded.history_before,
    error = excluded.error, error_at = excluded.error_at,
    last_event = COALESCE(connection.last_event, excluded.last_event)

-- name: set_probe_id
UPDATE connection SET probe_id = $2 WHERE connection = $1 AND probe_id IS NULL

-- name: set_last_event
UPDATE connection SET last_event = $2 WHERE connection = $1 AND (last_event IS NULL OR last_event < $2)

-- name: delete_connection
DELETE FROM connection WHERE connection = $1

-- name: delete_resources
DELETE FROM resource WHERE connection = $1

-- name: delete_ranges
DELETE FROM range WHERE connection = $1

-- name: delete_hints
DELETE FROM hint WHERE connection = $1

-- name: resources
SELECT resource, granted, state, pass, imported, complete_at, error, retry_at
FROM resource WHERE connection = $1 ORDER BY resource

-- name: save_resource
INSERT INTO resource (connection, resource, granted, state, pass, imported, complete_at, error, retry_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (connection, resource) DO UPDATE SET granted = excluded.granted, state = excluded.state,
    pass = excluded.pass, imported = excluded.imported, complete_at = excluded.complete_at, error = excluded.error,
    retry_at = excluded.retry_at

-- name: set_resource_state
INSERT INTO resource (connection, resource, granted, state, pass, imported, complete_at, error, retry_at)
VALUES ($1, $2, $3, $4, 0, 0, NULL, $5, $6)
ON CONFLICT (connection, resource) DO UPDATE SET granted = excluded.granted, state = excluded.state,
    error = excluded.error, retry_at = excluded.retry_at

-- name: resource_complete
SELECT granted, complete_at FROM resource WHERE connection = $1 AND resource = $2

-- name: add_imported
UPDATE resource SET imported = imported + $3 WHERE connection = $1 AND resource = $2 AND pass = $4

-- name: pass_complete
UPDATE resource SET state = $4, error = NULL, retry_at = CASE WHEN complete_at IS NULL THEN CAST($6 AS BIGINT) ELSE NULL END,
    complete_at = $5
WHERE connection = $1 AND resource = $2 AND pass = $3

-- name: set_sweep
UPDATE resource SET retry_at = $3 WHERE connection = $1 AND resource = $2 AND state = $4

-- name: ranges
SELECT hi, lo, cursor, cursor_at, done FROM range WHERE connection = $1 AND resource = $2 AND pass = $3
ORDER BY hi DESC

-- name: insert_range
INSERT INTO range (connection, resource, pass, hi, lo, cursor, cursor_at, fetch_no, done)
VALUES ($1, $2, $3, $4, $5, NULL, NULL, $6, 0)

-- name: advance_range
UPDATE range SET cursor = $7, cursor_at = $8, done = $9
WHERE connection = $1 AND resource = $2 AND pass = $3 AND hi = $4 AND lo = $5 AND COALESCE(cursor, '') = $6
    AND done = 0

-- name: raise_range
UPDATE range SET lo = $6
WHERE connection = $1 AND resource = $2 AND pass = $3 AND hi = $4 AND lo = $5 AND done = 0

-- name: ranges_open
SELECT COUNT(*) FROM range WHERE connection = $1 AND resource = $2 AND pass = $3 AND done = 0

-- name: drop_ranges
DELETE FROM range WHERE connection = $1 AND resource = $2

-- name: put_hint
INSERT INTO hint (connection, id, kind, first, seen, tries) VALUES ($1, $2, $3, $4, $4, 0)
ON CONFLICT (connection, id) DO UPDATE SET tries = 0,
    seen = CASE WHEN excluded.seen > hint.seen THEN excluded.seen ELSE hint.seen + 1 END
RETURNING seen

-- name: drop_hint
DELETE FROM hint WHERE connection = $1 AND id = $2 AND seen = $3

-- name: fail_hint
UPDATE hint SET tries = tries + 1 WHERE connection = $1 AND id = $2 AND seen = $3

-- name: hints
SELECT id, kind, first, seen, tries FROM hint WHERE connection = $1 ORDER BY first, id LIMIT $2

-- name: count_hints
SELECT COUNT(*), MIN(first) FROM hint WHERE connection = $1
