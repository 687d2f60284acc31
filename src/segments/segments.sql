-- Tables: segment, segment_version, member, member_change.
--
-- segment: kind 0 dynamic; state 0 being built, 1 ready; condition as it was given; currency: what its plain amounts of
-- money mean; created and updated in unix seconds.
-- segment_version: raised by each change of an account's segments; what was decided under another one is not stored.
-- member: bits of a block, the slot's bit is byte slot / 8, bit slot % 8; trailing zero bytes are left off.
-- member_change: at in microseconds; who entered (1) or left (0), and why (profiles::Cause). Live, clock and manual only.

-- name: list
SELECT segment, name, kind, state, condition, currency, created, updated FROM segment WHERE account = $1 ORDER BY segment DESC

-- name: insert
INSERT INTO segment (segment, account, name, kind, state, condition, currency, created, updated)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)

-- name: rename
UPDATE segment SET name = $3, updated = $4 WHERE account = $1 AND segment = $2

-- name: set_ready
UPDATE segment SET state = 1 WHERE segment = $1

-- name: restart
UPDATE segment SET state = 0 WHERE account = $1

-- name: delete
DELETE FROM segment WHERE account = $1 AND segment = $2

-- name: delete_members
DELETE FROM member WHERE segment = $1

-- name: delete_changes
DELETE FROM member_change WHERE segment = $1

-- name: version
-- hot
SELECT version FROM segment_version WHERE account = $1

-- name: raise_version
INSERT INTO segment_version (account, version) VALUES ($1, 1)
    ON CONFLICT (account) DO UPDATE SET version = segment_version.version + 1

-- name: building
SELECT account, segment FROM segment WHERE state = 0 ORDER BY segment

-- name: members_of_blocks
-- hot
SELECT block, segment, bits FROM member WHERE block IN {{list $1 int64}}

-- name: members_of_segment
SELECT block, bits FROM member WHERE segment = $1 ORDER BY block DESC

-- name: segments_of
-- One byte of each bitmap of the person's block: `place` is where their bit lies, from 1.
SELECT v.profile, m.segment, substr(m.bits, CAST(v.place AS INTEGER), 1)
  FROM {{rows block int64, profile int64, account int64, place int64}}
  JOIN member m ON m.block = v.block JOIN segment s ON s.segment = m.segment AND s.account = v.account

-- name: member_bits
SELECT bits FROM member WHERE block = $1 AND segment = $2

-- name: put_members
-- hot
INSERT INTO member (block, segment, size, bits)
SELECT v.block, v.segment, v.size, v.bits FROM {{rows block int64, segment int64, size int64, bits bytes}} WHERE true
    ON CONFLICT (block, segment) DO UPDATE SET size = excluded.size, bits = excluded.bits

-- name: sizes
SELECT m.segment, sum(m.size) FROM member m JOIN segment s ON s.segment = m.segment WHERE s.account = $1 GROUP BY m.segment

-- name: add_changes
-- hot
INSERT INTO member_change (block, segment, at, profile, entered, cause)
SELECT v.block, v.segment, v.at, v.profile, v.entered, v.cause
  FROM {{rows block int64, segment int64, at int64, profile int64, entered int16, cause int16}} WHERE true
    ON CONFLICT (block, segment, at, profile) DO UPDATE SET entered = excluded.entered, cause = excluded.cause

-- name: last_change
SELECT at, entered FROM member_change WHERE block = $1 AND segment = $2 AND profile = $3 ORDER BY at DESC LIMIT 1

-- name: changes_of
SELECT segment, at, entered, cause FROM member_change WHERE block = $1 AND profile = $2 ORDER BY at, segment

-- name: drop_changes_of
DELETE FROM member_change WHERE block = $1 AND profile = $2
