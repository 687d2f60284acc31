-- Tables: segment, segment_version, member, member_base, member_change, member_count, member_shift, member_reason.
--
-- segment: kind 0 dynamic, 1 static; state 0 being built, 1 ready, 2 being built again, 3 ready but for its timers; condition as it was given, empty of
-- a static one; currency: what its plain amounts of money mean; created and updated in unix seconds; since: from when on
-- its members are known (NULL: of before that was kept); version NULL means 1; edits: the segment whose next version this is;
-- starred, archived: 1 or NULL. round: how often it was begun to be built again (NULL: never).
-- segment_version: raised by each change of an account's segments; what was decided under another one is not stored.
-- member: bits of a block, the slot's bit is byte slot / 8, bit slot % 8; trailing zero bytes are left off. moves: how many
-- were noted at most since the last base (NULL: none); noted: the unix second of the latest (NULL: none).
-- member_base: who was in before the unix second `at` began, bits as in member. All that is noted of earlier seconds was
-- noted before it was stored.
-- member_change: at in microseconds; who entered (1) or left (0), and why (profiles::Cause). Live, clock and manual only;
-- 2: somebody did both in the same microsecond.
-- member_count: how many entered and left by member_change in a quarter of an hour (`quarter`: at / 900 s), each as often as they did.
-- member_shift: whom an import, a definition or a recomputation moved within one second (`at`, its first microsecond): a bit
-- each as in member, turned once a move; how many entered and how many left.
-- member_reason: why members were chosen by hand at a moment of member_change.

-- name: list
SELECT segment, name, kind, state, condition, currency, created, updated, since, version, edits, starred, archived
  FROM segment WHERE account = $1 ORDER BY segment DESC

-- name: insert
INSERT INTO segment (segment, account, name, kind, state, condition, currency, created, updated, since, version, edits)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8, 1, $9)

-- name: change
UPDATE segment SET name = $3, condition = $4, currency = $5, updated = $6, version = $7, starred = $8, archived = $9
 WHERE account = $1 AND segment = $2

-- name: round
SELECT COALESCE(round, 0) FROM segment WHERE segment = $1

-- name: set_state
-- Not where it was begun anew meanwhile.
UPDATE segment SET state = $3 WHERE segment = $1 AND COALESCE(round, 0) = $2

-- name: lack_timers
UPDATE segment SET state = 3 WHERE segment = $1 AND state = 1

-- name: restart
-- One whose members were never all found stays as it is, but for its round.
UPDATE segment SET state = CASE state WHEN 0 THEN 0 ELSE 2 END, round = COALESCE(round, 0) + 1 WHERE account = $1 AND kind = 0

-- name: restart_one
UPDATE segment SET state = CASE state WHEN 0 THEN 0 ELSE 2 END, round = COALESCE(round, 0) + 1 WHERE segment = $1

-- name: note_since
UPDATE segment SET since = $1 WHERE since IS NULL

-- name: delete
DELETE FROM segment WHERE account = $1 AND segment = $2

-- name: delete_members
DELETE FROM member WHERE segment = $1

-- name: delete_changes
DELETE FROM member_change WHERE segment = $1

-- name: delete_shifts
DELETE FROM member_shift WHERE segment = $1

-- name: delete_reasons
DELETE FROM member_reason WHERE segment = $1

-- name: version
-- hot
SELECT version FROM segment_version WHERE account = $1

-- name: raise_version
INSERT INTO segment_version (account, version) VALUES ($1, 1)
    ON CONFLICT (account) DO UPDATE SET version = segment_version.version + 1

-- name: building
SELECT account, segment FROM segment WHERE state <> 1 ORDER BY segment

-- name: members_of_blocks
-- hot
SELECT block, segment, bits, moves, noted FROM member WHERE block IN {{list $1 int64}}

-- name: members_in_blocks
SELECT block, segment, bits, moves, noted FROM member WHERE segment = $1 AND block IN {{list $2 int64}}

-- name: members_of_segment
SELECT block, bits FROM member WHERE segment = $1 ORDER BY block DESC

-- name: segments_of
-- One byte of each bitmap of the person's block: `place` is where their bit lies, from 1.
SELECT v.profile, m.segment, substr(m.bits, CAST(v.place AS INTEGER), 1)
  FROM {{rows block int64, profile int64, account int64, place int64}}
  JOIN member m ON m.block = v.block JOIN segment s ON s.segment = m.segment AND s.account = v.account
 WHERE s.edits = 0 OR s.edits IS NULL

-- name: members_of
-- As in segments_of; next versions too.
SELECT m.segment, substr(m.bits, CAST(v.place AS INTEGER), 1)
  FROM {{rows block int64, place int64}} JOIN member m ON m.block = v.block

-- name: member_bits
SELECT bits FROM member WHERE block = $1 AND segment = $2

-- name: put_members
-- What is noted of moves stays.
INSERT INTO member (block, segment, size, bits)
SELECT v.block, v.segment, v.size, v.bits FROM {{rows block int64, segment int64, size int64, bits bytes}} WHERE true
    ON CONFLICT (block, segment) DO UPDATE SET size = excluded.size, bits = excluded.bits

-- name: move_members
-- hot
INSERT INTO member (block, segment, size, bits, moves, noted)
SELECT v.block, v.segment, v.size, v.bits, v.moves, v.noted
  FROM {{rows block int64, segment int64, size int64, bits bytes, moves int64, noted int64}} WHERE true
    ON CONFLICT (block, segment) DO UPDATE
       SET size = excluded.size, bits = excluded.bits, moves = excluded.moves, noted = excluded.noted

-- name: note_shifts
INSERT INTO member (block, segment, size, bits, moves, noted)
SELECT v.block, v.segment, 0, v.bits, 1, v.noted FROM {{rows block int64, segment int64, bits bytes, noted int64}} WHERE true
    ON CONFLICT (block, segment) DO UPDATE
       SET moves = COALESCE(member.moves, 0) + 1,
           noted = CASE WHEN COALESCE(member.noted, 0) < excluded.noted THEN excluded.noted ELSE member.noted END

-- name: add_bases
-- hot
INSERT INTO member_base (block, segment, at, bits)
SELECT v.block, v.segment, v.at, v.bits FROM {{rows block int64, segment int64, at int64, bits bytes}} WHERE true

-- name: drop_later_bases
DELETE FROM member_base
 WHERE (block, segment, at) IN (SELECT b.block, b.segment, b.at FROM {{rows block int64, segment int64, at int64}}
                                  JOIN member_base b ON b.block = v.block AND b.segment = v.segment AND b.at > v.at)

-- name: put_bases
INSERT INTO member_base (block, segment, at, bits)
SELECT v.block, v.segment, v.at, v.bits FROM {{rows block int64, segment int64, at int64, bits bytes}} WHERE true
    ON CONFLICT (block, segment, at) DO UPDATE SET bits = excluded.bits

-- name: bases_of_block
SELECT segment, at, bits FROM member_base WHERE block = $1

-- name: delete_bases
DELETE FROM member_base WHERE segment = $1

-- name: bases_after
-- Each block's first base after a second, else who is in now.
SELECT m.block, b.at, CASE WHEN b.at IS NULL THEN m.bits ELSE b.bits END
  FROM member m LEFT JOIN member_base b ON b.block = m.block AND b.segment = m.segment
   AND b.at = (SELECT min(a.at) FROM member_base a WHERE a.block = m.block AND a.segment = m.segment AND a.at > $2)
 WHERE m.segment = $1

-- name: sizes
SELECT m.segment, sum(m.size) FROM member m JOIN segment s ON s.segment = m.segment WHERE s.account = $1 GROUP BY m.segment

-- name: add_changes
-- hot
INSERT INTO member_change (block, segment, at, profile, entered, cause)
SELECT v.block, v.segment, v.at, v.profile, v.entered, v.cause
  FROM {{rows block int64, segment int64, at int64, profile int64, entered int16, cause int16}} WHERE true
    ON CONFLICT (block, segment, at, profile) DO UPDATE
       SET entered = CASE member_change.entered WHEN 2 THEN excluded.entered ELSE 2 END, cause = excluded.cause

-- name: shifts_at
-- hot
SELECT block, segment, cause, entered, gone, bits FROM member_shift WHERE at = $1 AND block IN {{list $2 int64}}

-- name: put_shifts
-- hot
INSERT INTO member_shift (block, at, segment, cause, entered, gone, bits)
SELECT v.block, v.at, v.segment, v.cause, v.entered, v.gone, v.bits
  FROM {{rows block int64, at int64, segment int64, cause int16, entered int64, gone int64, bits bytes}} WHERE true
    ON CONFLICT (block, at, segment, cause) DO UPDATE SET entered = excluded.entered, gone = excluded.gone, bits = excluded.bits

-- name: shifts_of_block
SELECT at, segment, cause, entered, gone, bits FROM member_shift WHERE block = $1 ORDER BY at DESC

-- name: shifts_of
-- As in segments_of.
SELECT s.segment, s.at, s.cause, substr(s.bits, CAST(v.place AS INTEGER), 1)
  FROM {{rows block int64, place int64}} JOIN member_shift s ON s.block = v.block

-- name: moves_between
-- Whoever stands here an odd number of times, alone or in the bits of a shift, was on the other side before. One block a
-- statement: of many, PostgreSQL would rather read all there are.
SELECT profile, NULL FROM member_change WHERE block = $1 AND segment = $2 AND at >= $3 AND at < $4 AND entered <> 2
 UNION ALL
SELECT NULL, bits FROM member_shift WHERE segment = $2 AND block = $1 AND at >= $3 AND at < $4

-- name: count_changes
-- hot
INSERT INTO member_count (segment, quarter, entered, gone)
SELECT v.segment, v.quarter, v.entered, v.gone FROM {{rows segment int64, quarter int64, entered int64, gone int64}} WHERE true
    ON CONFLICT (segment, quarter) DO UPDATE
       SET entered = member_count.entered + excluded.entered, gone = member_count.gone + excluded.gone

-- name: delete_counts
DELETE FROM member_count WHERE segment = $1

-- name: changed_by_quarter
-- Quarters of an hour: days begin at such a moment in every zone.
SELECT quarter, entered, gone FROM member_count WHERE segment = $1 AND quarter >= $2

-- name: shifted_by_quarter
SELECT at / 900000000, sum(entered), sum(gone) FROM member_shift WHERE segment = $1 AND at >= CAST($2 AS BIGINT) * 900000000 GROUP BY 1

-- name: older_changes
SELECT at, profile, entered, cause FROM member_change
 WHERE segment = $1 AND entered <> 2 AND (at, profile) < ($2, $3) ORDER BY at DESC, profile DESC LIMIT $4

-- name: newer_changes
SELECT at, profile, entered, cause FROM member_change
 WHERE segment = $1 AND entered <> 2 AND (at, profile) > ($2, $3) ORDER BY at, profile LIMIT $4

-- name: reasons
SELECT at, reason FROM member_reason WHERE segment = $1 AND at IN {{list $2 int64}}

-- name: put_reason
INSERT INTO member_reason (segment, at, reason) VALUES ($1, $2, $3) ON CONFLICT (segment, at) DO NOTHING

-- name: last_moment
SELECT COALESCE(max(at), 0) FROM member_change WHERE segment = $1

-- name: last_change
SELECT at, entered FROM member_change WHERE block = $1 AND segment = $2 AND profile = $3 AND entered <> 2
 ORDER BY at DESC LIMIT 1

-- name: changes_of
SELECT segment, at, entered, cause FROM member_change WHERE block = $1 AND profile = $2 AND entered <> 2

-- name: drop_reason
-- Nothing where it was given for others too.
DELETE FROM member_reason WHERE segment = $1 AND at = $2
   AND NOT EXISTS (SELECT 1 FROM member_change c WHERE c.segment = member_reason.segment AND c.at = member_reason.at)

-- name: drop_changes_of
DELETE FROM member_change WHERE block = $1 AND profile = $2
