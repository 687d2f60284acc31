-- Statements of connection.cc, ranges_store.cc, hints.cc and follow.cc: the tables connection, resource, range, hint,
-- follow, reads, walk and repair.

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

-- name: forbid_resource
UPDATE resource SET granted = $3, error = $4 WHERE connection = $1 AND resource = $2

-- name: resource_complete
SELECT granted, complete_at FROM resource WHERE connection = $1 AND resource = $2

-- name: add_imported
UPDATE resource SET imported = imported + $3, error = CASE WHEN granted = $5 THEN NULL ELSE error END
WHERE connection = $1 AND resource = $2 AND pass = $4

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

-- name: put_hints
INSERT INTO hint (connection, id, kind, first, seen, tries, created)
SELECT v.connection, v.id, v.kind, v.at, v.at, 0, v.created
FROM {{rows connection int64, id text, kind int64, at int64, created int64}}
WHERE true
ON CONFLICT (connection, id) DO UPDATE SET tries = 0, created = COALESCE(hint.created, excluded.created),
    seen = CASE WHEN excluded.seen > hint.seen THEN excluded.seen ELSE hint.seen + 1 END
RETURNING id, seen

-- name: drop_hints
DELETE FROM hint
WHERE (connection, id, seen) IN (SELECT v.connection, v.id, v.seen FROM {{rows connection int64, id text, seen int64}})
RETURNING id

-- name: fail_hints
UPDATE hint SET tries = tries + 1
FROM {{rows connection int64, id text, seen int64}}
WHERE hint.connection = v.connection AND hint.id = v.id AND hint.seen = v.seen

-- name: hints
SELECT id, kind, first, seen, tries, created FROM hint WHERE connection = $1 ORDER BY first, id LIMIT $2

-- name: hinted_at
SELECT id FROM hint WHERE connection = $1 AND id IN {{list $2 text}}

-- name: count_hints
SELECT COUNT(*), MIN(first) FROM hint WHERE connection = $1

-- name: follow
SELECT events_granted, event_cursor, events_at, news_at, open_at, heard, first_heard, last_heard, usual_gap, forgotten_at,
    paid_month
FROM follow WHERE connection = $1

-- name: save_heard
INSERT INTO follow (connection, events_granted, heard, first_heard, last_heard, usual_gap, paid_month)
VALUES ($1, 0, $2, $3, $4, $5, 0)
ON CONFLICT (connection) DO UPDATE SET heard = excluded.heard, first_heard = excluded.first_heard,
    last_heard = excluded.last_heard, usual_gap = excluded.usual_gap

-- name: save_follow
INSERT INTO follow (connection, events_granted, event_cursor, events_at, news_at, open_at, heard, usual_gap, forgotten_at,
    paid_month)
VALUES ($1, $2, $3, $4, $5, $6, 0, 0, $7, $8)
ON CONFLICT (connection) DO UPDATE SET events_granted = excluded.events_granted, event_cursor = excluded.event_cursor,
    events_at = excluded.events_at, news_at = excluded.news_at, open_at = excluded.open_at,
    forgotten_at = excluded.forgotten_at, paid_month = excluded.paid_month

-- name: delete_follow
DELETE FROM follow WHERE connection = $1

-- name: delete_reads
DELETE FROM reads WHERE connection = $1

-- name: delete_walks
DELETE FROM walk WHERE connection = $1

-- name: delete_repairs
DELETE FROM repair WHERE connection = $1

-- name: add_reads
INSERT INTO reads (connection, day, requests) VALUES ($1, $2, $3)
ON CONFLICT (connection, day) DO UPDATE SET requests = reads.requests + excluded.requests

-- name: reads_since
SELECT day, requests FROM reads WHERE connection = $1 AND day >= $2 ORDER BY day

-- name: drop_reads
DELETE FROM reads WHERE connection = $1 AND day < $2

-- name: walks
SELECT resource, phase, fetch_no, started, cursor, cursor_at, objects, repaired, matched_at, matched_objects,
    matched_repaired
FROM walk WHERE connection = $1 ORDER BY resource

-- name: save_walk
INSERT INTO walk (connection, resource, phase, fetch_no, started, cursor, cursor_at, objects, repaired, matched_at,
    matched_objects, matched_repaired)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (connection, resource) DO UPDATE SET phase = excluded.phase, fetch_no = excluded.fetch_no,
    started = excluded.started, cursor = excluded.cursor, cursor_at = excluded.cursor_at, objects = excluded.objects,
    repaired = excluded.repaired, matched_at = excluded.matched_at, matched_objects = excluded.matched_objects,
    matched_repaired = excluded.matched_repaired

-- name: last_repair
SELECT COALESCE(MAX(seq), 0) FROM repair WHERE connection = $1

-- name: add_repairs
INSERT INTO repair (connection, seq, at, resource, id, what, why)
SELECT v.connection, v.seq, v.at, v.resource, v.id, v.what, v.why
FROM {{rows connection int64, seq int64, at int64, resource int64, id text, what int64, why int64}}
WHERE true
ON CONFLICT (connection, seq) DO NOTHING

-- name: trim_repairs
DELETE FROM repair WHERE connection = $1 AND seq <= $2

-- name: repairs
SELECT at, resource, id, what, why FROM repair WHERE connection = $1 ORDER BY seq DESC LIMIT $2

-- name: passes_began
SELECT MIN(top) FROM (SELECT MAX(hi) AS top FROM range WHERE connection = $1 GROUP BY resource) began

-- What names the objects of somebody who is erased.

-- name: forget_hints
DELETE FROM hint WHERE connection = $1 AND id IN {{list $2 text}}

-- name: forget_repairs
DELETE FROM repair WHERE connection = $1 AND id IN {{list $2 text}}

-- name: forget_ranges
UPDATE range SET cursor = NULL WHERE connection = $1 AND cursor IN {{list $2 text}}

-- name: forget_walks
UPDATE walk SET cursor = NULL WHERE connection = $1 AND cursor IN {{list $2 text}}

-- name: forget_probe
UPDATE connection SET probe_id = NULL WHERE connection = $1 AND probe_id IN {{list $2 text}}
