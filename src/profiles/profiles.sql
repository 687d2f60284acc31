-- Tables: block, block_columns, due, profile, identity, posting_list, alias, activity; and counter, which sql/ creates.

-- name: mark_due
-- hot
-- What of a profile is due, and when. A live reason always takes the lane; otherwise the earlier one wins; `hold` is
-- a floor; the strongest cause stays, but a timer (lane 1) whose moment has not come is no cause of what is settled at once.
INSERT INTO due (block, profile, rev, lane, at, cause, hold, tries)
SELECT v.block, v.profile, 1, v.lane, v.at, v.cause, 0, 0
  FROM {{rows block int64, profile int64, lane int16, at int64, cause int16}} WHERE true
    ON CONFLICT (block, profile) DO UPDATE SET
       rev = due.rev + 1,
       lane = CASE WHEN excluded.lane = 0 OR due.at IS NULL OR (due.lane <> 0 AND excluded.at < due.at)
                   THEN excluded.lane ELSE due.lane END,
       at = CASE WHEN due.at IS NULL OR excluded.at < due.at
                 THEN CASE WHEN excluded.at < due.hold THEN due.hold ELSE excluded.at END ELSE due.at END,
       cause = CASE WHEN due.at IS NULL OR excluded.cause < due.cause
                         OR (excluded.lane = 0 AND due.lane = 1 AND due.tries = 0 AND excluded.at < due.at)
                    THEN excluded.cause ELSE due.cause END

-- name: mark_due_again
-- hot
-- Those that are due as early, as urgently and as strongly already: only their `rev` moves, no index is touched.
UPDATE due SET rev = due.rev + 1 FROM {{rows block int64, profile int64, lane int16, at int64, cause int16}}
 WHERE due.block = v.block AND due.profile = v.profile AND due.at <= v.at AND due.cause <= v.cause
   AND (v.lane <> 0 OR due.lane = 0) RETURNING due.profile

-- name: bring_forward
UPDATE due SET lane = CASE WHEN due.at IS NOT NULL AND due.lane = 0 THEN due.lane ELSE v.lane END,
       at = CASE WHEN v.at < due.hold THEN due.hold ELSE v.at END,
       cause = CASE WHEN due.at IS NULL OR v.cause < due.cause THEN v.cause ELSE due.cause END
  FROM {{rows block int64, profile int64, lane int16, at int64, cause int16}}
 WHERE due.block = v.block AND due.profile = v.profile AND (due.at IS NULL OR v.at < due.at)

-- name: next_due
-- hot
SELECT profile, rev, lane, cause, tries, at FROM due
 WHERE lane = $1 AND at IS NOT NULL AND at <= $2 ORDER BY at, block, profile LIMIT $3

-- name: next_wake
SELECT at FROM due WHERE lane = $1 AND at IS NOT NULL ORDER BY at LIMIT 1

-- name: load_due
SELECT d.profile, d.rev, d.lane, d.cause, d.tries, d.at
  FROM {{rows block int64, profile int64}} JOIN due d ON d.block = v.block AND d.profile = v.profile

-- name: due_after
SELECT profile, rev, lane, cause, tries, at FROM due
 WHERE (block, profile) > ($1, $2) ORDER BY block, profile LIMIT $3

-- name: finish
-- hot
UPDATE due SET rev = due.rev + 1, lane = 1, at = v.at, cause = v.cause, hold = v.hold, tries = 0, reason = NULL
  FROM {{rows block int64, profile int64, rev int64, at int64, cause int16, hold int64}}
 WHERE due.block = v.block AND due.profile = v.profile AND due.rev = v.rev RETURNING due.profile

-- name: park
UPDATE due SET tries = tries + 1, hold = $4, at = $4, reason = $5 WHERE block = $1 AND profile = $2 AND rev = $3

-- name: never_due
UPDATE due SET rev = due.rev + 1, at = NULL, tries = 0, reason = NULL
  FROM {{rows block int64, profile int64}} WHERE due.block = v.block AND due.profile = v.profile

-- name: raise_rev
UPDATE due SET rev = due.rev + 1
  FROM {{rows block int64, profile int64}} WHERE due.block = v.block AND due.profile = v.profile

-- name: revs_of
SELECT profile, rev FROM due WHERE block = $1 ORDER BY profile

-- name: columns_of
SELECT columns FROM block_columns WHERE block = $1

-- name: put_columns
INSERT INTO block_columns (block, columns) VALUES ($1, $2)
    ON CONFLICT (block) DO UPDATE SET columns = excluded.columns

-- name: drop_columns
DELETE FROM block_columns WHERE block IN (SELECT v.block FROM {{rows block int64, profile int64}})

-- name: lane_state
SELECT count(*), min(at) FROM due WHERE lane = $1 AND at IS NOT NULL AND at <= $2

-- name: count_parked
SELECT count(*) FROM due WHERE tries > 0

-- name: count_pending
SELECT count(*) FROM due WHERE lane IN (0, 2) AND at IS NOT NULL

-- name: list_parked
SELECT profile, tries, at, reason FROM due WHERE tries > 0 ORDER BY block, profile LIMIT $1

-- Numbers.

-- name: read_counter
SELECT next FROM counter WHERE name = $1

-- name: raise_counter
INSERT INTO counter (name, next) VALUES ($1, $2)
    ON CONFLICT (name) DO UPDATE SET next = excluded.next WHERE counter.next < excluded.next

-- name: open_block
SELECT block, used FROM block WHERE account = $1 AND node = 1 AND used < 4096 ORDER BY block LIMIT 1

-- name: use_block
INSERT INTO block (block, account, used, node, lease, rev) VALUES ($1, $2, $3, 1, 0, 0)
    ON CONFLICT (block) DO UPDATE SET used = excluded.used
 WHERE block.account = excluded.account AND block.node = excluded.node AND block.used <= excluded.used RETURNING used

-- name: accounts_of_blocks
SELECT block, account FROM block WHERE block IN {{list $1 int64}}

-- Names.

-- name: find_emails
SELECT value, profile FROM identity WHERE account = $1 AND kind = 0 AND value IN {{list $2 text}}

-- name: claim_emails
INSERT INTO identity (account, kind, value, block, profile) SELECT v.account, 0, v.value, v.block, v.profile
  FROM {{rows account int64, value text, block int64, profile int64}} WHERE true
    ON CONFLICT (account, kind, value) DO NOTHING

-- name: put_emails
INSERT INTO identity (account, kind, value, block, profile) SELECT v.account, 0, v.value, v.block, v.profile
  FROM {{rows account int64, value text, block int64, profile int64}} WHERE true
    ON CONFLICT (account, kind, value) DO UPDATE SET block = excluded.block, profile = excluded.profile

-- name: drop_emails
DELETE FROM identity WHERE account = $1 AND kind = 0 AND value IN {{list $2 text}}

-- name: drop_emails_of
DELETE FROM identity WHERE (account, kind, value, profile) IN
       (SELECT v.account, 0, v.value, v.profile FROM {{rows account int64, value text, profile int64}})

-- name: retarget_aliases
UPDATE alias SET target = $2 WHERE target = $1

-- name: put_alias
INSERT INTO alias (block, profile, target) VALUES ($1, $2, $3)
    ON CONFLICT {{key profile}} DO UPDATE SET target = excluded.target

-- name: drop_alias
DELETE FROM alias WHERE block = $1 AND profile = $2

-- name: aliases_of
SELECT profile FROM alias WHERE target = $1 ORDER BY profile

-- name: read_alias
SELECT target FROM alias WHERE block = $1 AND profile = $2

-- People.

-- name: load_heads
SELECT p.profile, p.account, p.shown, p.own, p.created, p.updated, p.made, p.version, p.digest, p.custom
  FROM {{rows block int64, profile int64}} JOIN profile p ON p.block = v.block AND p.profile = v.profile

-- name: load
SELECT p.profile, p.account, p.shown, p.created, p.version, p.updated, p.digest, p.first_name, p.last_name, p.email,
       p.phone, p.address, p.city, p.state, p.zip, p.country, p.email_unsubscribed, p.stripe_customer_id,
       p.stripe_order_products, p.stripe_total_orders, p.stripe_total_sales, p.stripe_currency,
       p.stripe_order_status, p.stripe_order_last_value, p.stripe_order_last_currency,
       p.stripe_last_create_order_date, p.stripe_first_create_order_date, p.stripe_subscription_active,
       p.stripe_subscription_cancelled, p.stripe_subscription_paused, p.stripe_subscription_trial,
       p.stripe_subscription_past_due, p.distinct_products, p.deleted, p.stripe_order_status_other, p.customer_ids, p.sales, p.sources,
       p.custom FROM {{rows block int64, profile int64}} JOIN profile p ON p.block = v.block AND p.profile = v.profile

-- name: put_profile
-- hot
-- A row whole: a new one, or one whose place in the list changes. `own` and `made` stay as they are.
INSERT INTO profile (block, profile, account, shown, created, version, updated, digest, first_name, last_name, email, phone, address,
       city, state, zip, country, email_unsubscribed, stripe_customer_id, stripe_order_products,
       stripe_total_orders, stripe_total_sales, stripe_currency, stripe_order_status, stripe_order_last_value,
       stripe_order_last_currency, stripe_last_create_order_date, stripe_first_create_order_date,
       stripe_subscription_active, stripe_subscription_cancelled, stripe_subscription_paused,
       stripe_subscription_trial, stripe_subscription_past_due, distinct_products, deleted, stripe_order_status_other, own, made,
       customer_ids, sales, sources, custom)
SELECT v.block, v.profile, v.account, v.shown, v.created, v.version, v.updated, v.digest, v.first_name, v.last_name,
       v.email, v.phone, v.address, v.city, v.state, v.zip, v.country, v.email_unsubscribed,
       v.stripe_customer_id, v.stripe_order_products, v.stripe_total_orders, v.stripe_total_sales,
       v.stripe_currency, v.stripe_order_status, v.stripe_order_last_value, v.stripe_order_last_currency,
       v.stripe_last_create_order_date, v.stripe_first_create_order_date, v.stripe_subscription_active,
       v.stripe_subscription_cancelled, v.stripe_subscription_paused, v.stripe_subscription_trial,
       v.stripe_subscription_past_due, v.distinct_products, v.deleted, v.stripe_order_status_other, v.own, v.made, v.customer_ids, v.sales,
       v.sources, v.custom
  FROM {{rows block int64, profile int64, account int64, shown int16, created int64, version int64, updated int64,
       digest int64, first_name text, last_name text, email text, phone text, address text, city text,
       state text, zip text, country text, email_unsubscribed int16, stripe_customer_id text,
       stripe_order_products int64, stripe_total_orders int64, stripe_total_sales int64, stripe_currency text,
       stripe_order_status int16, stripe_order_last_value int64, stripe_order_last_currency text,
       stripe_last_create_order_date int64, stripe_first_create_order_date int64,
       stripe_subscription_active int64, stripe_subscription_cancelled int64, stripe_subscription_paused int64,
       stripe_subscription_trial int64, stripe_subscription_past_due int64, distinct_products int64,
       deleted int16, stripe_order_status_other text, own int16, made int64, customer_ids bytes, sales bytes, sources bytes,
       custom bytes}} WHERE true ON CONFLICT {{key profile}} DO UPDATE SET
       shown = excluded.shown, created = excluded.created, version = excluded.version,
       updated = excluded.updated, digest = excluded.digest, first_name = excluded.first_name,
       last_name = excluded.last_name, email = excluded.email, phone = excluded.phone,
       address = excluded.address, city = excluded.city, state = excluded.state, zip = excluded.zip,
       country = excluded.country, email_unsubscribed = excluded.email_unsubscribed,
       stripe_customer_id = excluded.stripe_customer_id, stripe_order_products = excluded.stripe_order_products,
       stripe_total_orders = excluded.stripe_total_orders, stripe_total_sales = excluded.stripe_total_sales,
       stripe_currency = excluded.stripe_currency, stripe_order_status = excluded.stripe_order_status,
       stripe_order_last_value = excluded.stripe_order_last_value,
       stripe_order_last_currency = excluded.stripe_order_last_currency,
       stripe_last_create_order_date = excluded.stripe_last_create_order_date,
       stripe_first_create_order_date = excluded.stripe_first_create_order_date,
       stripe_subscription_active = excluded.stripe_subscription_active,
       stripe_subscription_cancelled = excluded.stripe_subscription_cancelled,
       stripe_subscription_paused = excluded.stripe_subscription_paused,
       stripe_subscription_trial = excluded.stripe_subscription_trial,
       stripe_subscription_past_due = excluded.stripe_subscription_past_due,
       distinct_products = excluded.distinct_products, deleted = excluded.deleted,
       stripe_order_status_other = excluded.stripe_order_status_other,
       customer_ids = excluded.customer_ids, sales = excluded.sales, sources = excluded.sources,
       custom = excluded.custom

-- name: put_fields
-- hot
-- The same for a row that is there and keeps its place in the list: no index is touched.
UPDATE profile SET
       version = v.version, updated = v.updated, digest = v.digest, first_name = v.first_name,
       last_name = v.last_name, email = v.email, phone = v.phone, address = v.address, city = v.city,
       state = v.state, zip = v.zip, country = v.country, email_unsubscribed = v.email_unsubscribed,
       stripe_customer_id = v.stripe_customer_id, stripe_order_products = v.stripe_order_products,
       stripe_total_orders = v.stripe_total_orders, stripe_total_sales = v.stripe_total_sales,
       stripe_currency = v.stripe_currency, stripe_order_status = v.stripe_order_status,
       stripe_order_last_value = v.stripe_order_last_value,
       stripe_order_last_currency = v.stripe_order_last_currency,
       stripe_last_create_order_date = v.stripe_last_create_order_date,
       stripe_first_create_order_date = v.stripe_first_create_order_date,
       stripe_subscription_active = v.stripe_subscription_active,
       stripe_subscription_cancelled = v.stripe_subscription_cancelled,
       stripe_subscription_paused = v.stripe_subscription_paused,
       stripe_subscription_trial = v.stripe_subscription_trial,
       stripe_subscription_past_due = v.stripe_subscription_past_due, distinct_products = v.distinct_products,
       deleted = v.deleted, stripe_order_status_other = v.stripe_order_status_other, customer_ids = v.customer_ids, sales = v.sales, sources = v.sources,
       custom = v.custom
  FROM {{rows block int64, profile int64, version int64, updated int64, digest int64, first_name text, last_name text,
       email text, phone text, address text, city text, state text, zip text, country text,
       email_unsubscribed int16, stripe_customer_id text, stripe_order_products int64,
       stripe_total_orders int64, stripe_total_sales int64, stripe_currency text, stripe_order_status int16,
       stripe_order_last_value int64, stripe_order_last_currency text, stripe_last_create_order_date int64,
       stripe_first_create_order_date int64, stripe_subscription_active int64,
       stripe_subscription_cancelled int64, stripe_subscription_paused int64, stripe_subscription_trial int64,
       stripe_subscription_past_due int64, distinct_products int64, deleted int16, stripe_order_status_other text, customer_ids bytes,
       sales bytes, sources bytes, custom bytes}} WHERE profile.block = v.block AND profile.profile = v.profile

-- name: put_version
UPDATE profile SET version = v.version
  FROM {{rows block int64, profile int64, version int64}}
 WHERE profile.block = v.block AND profile.profile = v.profile

-- name: set_own
UPDATE profile SET own = v.own
  FROM {{rows block int64, profile int64, own int16}} WHERE profile.block = v.block AND profile.profile = v.profile

-- name: remove_profiles
DELETE FROM profile WHERE (block, profile) IN (SELECT v.block, v.profile FROM {{rows block int64, profile int64}})

-- name: count_shown
SELECT count(*) FROM profile WHERE account = $1 AND shown = 1

-- The list: (created, profile), newest first.

-- name: place
SELECT created FROM profile WHERE account = $1 AND block = $2 AND profile = $3

-- name: older
SELECT profile, created FROM profile
 WHERE account = $1 AND shown = 1 AND (created, profile) < ($2, $3)
 ORDER BY created DESC, profile DESC LIMIT $4

-- name: newer
SELECT profile, created FROM profile
 WHERE account = $1 AND shown = 1 AND (created, profile) > ($2, $3)
 ORDER BY created, profile LIMIT $4

-- name: texts
SELECT p.profile, p.created, p.first_name, p.last_name, p.email, p.phone, p.stripe_customer_id, p.customer_ids, p.account, p.shown
  FROM {{rows block int64, profile int64}} JOIN profile p ON p.block = v.block AND p.profile = v.profile

-- Terms, and whom each finds, a set a block.

-- name: load_postings
-- hot
SELECT p.term, p.block, p.bits FROM {{rows account int64, term text, block int64}}
  JOIN posting_list p ON p.account = v.account AND p.term = v.term AND p.block = v.block

-- name: put_postings
-- hot
INSERT INTO posting_list (account, term, block, bits)
SELECT v.account, v.term, v.block, v.bits FROM {{rows account int64, term text, block int64, bits bytes}} WHERE true
    ON CONFLICT (account, term, block) DO UPDATE SET bits = excluded.bits

-- name: drop_postings
DELETE FROM posting_list WHERE (account, term, block) IN
       (SELECT v.account, v.term, v.block FROM {{rows account int64, term text, block int64}})

-- name: with_term
SELECT block, bits FROM posting_list WHERE account = $1 AND term = $2 ORDER BY block LIMIT $3

-- name: with_terms
SELECT block, bits FROM posting_list WHERE account = $1 AND term >= $2 AND term < $3 LIMIT $4

-- Activities.

-- name: add_activities
INSERT INTO activity (block, profile, at, kind, object, occurrence, cause, data)
SELECT v.block, v.profile, v.at, v.kind, v.object, v.occurrence, v.cause, v.data
  FROM {{rows block int64, profile int64, at int64, kind int64, object int64, occurrence int64, cause int64, data text}}
 WHERE NOT EXISTS (SELECT 1 FROM activity a WHERE a.block = v.block AND a.profile = v.profile AND a.kind = v.kind
                      AND a.object = v.object AND a.occurrence = v.occurrence)
    ON CONFLICT (block, profile, at, kind, object, occurrence) DO NOTHING

-- name: load_activities
SELECT a.profile, a.at, a.kind, a.object, a.occurrence, a.cause, a.data
  FROM {{rows block int64, profile int64}} JOIN activity a ON a.block = v.block AND a.profile = v.profile

-- name: remove_activities_of
DELETE FROM activity WHERE block = $1 AND profile = $2 AND object IN {{list $3 int64}}

-- name: remove_activities
DELETE FROM activity WHERE (block, profile) IN (SELECT v.block, v.profile FROM {{rows block int64, profile int64}})

-- Footprints, and what is shared: see footprint.h.

-- name: load_footprints
-- hot
SELECT f.profile, f.bytes FROM {{rows block int64, profile int64}}
  JOIN footprint f ON f.block = v.block AND f.profile = v.profile

-- name: put_footprints
-- hot
INSERT INTO footprint (block, profile, bytes)
SELECT v.block, v.profile, v.bytes FROM {{rows block int64, profile int64, bytes bytes}} WHERE true
    ON CONFLICT {{key profile}} DO UPDATE SET bytes = excluded.bytes

-- name: drop_footprints
DELETE FROM footprint WHERE (block, profile) IN (SELECT v.block, v.profile FROM {{rows block int64, profile int64}})

-- name: add_tallies
-- hot
INSERT INTO period_sales (account, grain, day, currency, shard, gross, refunded, orders, fresh, returning_count)
SELECT v.account, v.grain, v.day, v.currency, v.shard, v.gross, v.refunded, v.orders, v.fresh, v.returning_count
  FROM {{rows account int64, grain int16, day int64, currency text, shard int16, gross int64, refunded int64, orders int64,
       fresh int64, returning_count int64}} WHERE true
    ON CONFLICT (account, shard, grain, day, currency) DO UPDATE SET gross = period_sales.gross + excluded.gross,
       refunded = period_sales.refunded + excluded.refunded, orders = period_sales.orders + excluded.orders,
       fresh = period_sales.fresh + excluded.fresh, returning_count = period_sales.returning_count + excluded.returning_count

-- name: drop_empty_tallies
DELETE FROM period_sales WHERE gross = 0 AND refunded = 0 AND orders = 0 AND fresh = 0 AND returning_count = 0
   AND (account, shard, grain, day, currency) IN
       (SELECT v.account, v.shard, v.grain, v.day, v.currency
          FROM {{rows account int64, grain int16, day int64, currency text, shard int16}})

-- name: add_counts
-- hot
INSERT INTO headcount (block, counter, number)
SELECT v.block, v.counter, v.number FROM {{rows block int64, counter int16, number int64}} WHERE true
    ON CONFLICT (block, counter) DO UPDATE SET number = headcount.number + excluded.number

-- name: load_tags
-- hot
SELECT t.tag, t.block, t.bits FROM {{rows account int64, tag int64, block int64}}
  JOIN tag t ON t.account = v.account AND t.tag = v.tag AND t.block = v.block

-- name: put_tags
-- hot
INSERT INTO tag (account, tag, block, bits)
SELECT v.account, v.tag, v.block, v.bits FROM {{rows account int64, tag int64, block int64, bits bytes}} WHERE true
    ON CONFLICT (account, tag, block) DO UPDATE SET bits = excluded.bits

-- name: drop_tags
DELETE FROM tag WHERE (account, tag, block) IN
       (SELECT v.account, v.tag, v.block FROM {{rows account int64, tag int64, block int64}})

-- name: read_tag
SELECT block, bits FROM tag WHERE account = $1 AND tag = $2 ORDER BY block

-- name: add_feed
-- hot
INSERT INTO feed (account, at, kind, object, occurrence, profile, cause, amount, currency)
SELECT v.account, v.at, v.kind, v.object, v.occurrence, v.profile, v.cause, v.amount, v.currency
  FROM {{rows account int64, at int64, kind int64, object int64, occurrence int64, profile int64, cause int64,
       amount int64, currency text}} WHERE true
    ON CONFLICT (account, at, kind, object, occurrence, profile) DO UPDATE SET cause = excluded.cause,
       amount = excluded.amount, currency = excluded.currency

-- name: drop_feed
DELETE FROM feed WHERE (account, at, kind, object, occurrence, profile) IN
       (SELECT v.account, v.at, v.kind, v.object, v.occurrence, v.profile
          FROM {{rows account int64, at int64, kind int64, object int64, occurrence int64, profile int64}})

-- name: tallies
SELECT day, currency, sum(gross), sum(refunded), sum(orders), sum(fresh), sum(returning_count)
  FROM period_sales WHERE account = $1 AND shard IN (0, 1, 2, 3, 4, 5, 6, 7) AND grain = $2 AND day >= $3 AND day < $4
 GROUP BY currency, day ORDER BY currency, day

-- name: counts
SELECT h.counter, sum(h.number) FROM block b JOIN headcount h ON h.block = b.block
 WHERE b.account = $1 GROUP BY h.counter

-- name: blocks_of_part
SELECT block FROM block WHERE account = $1 AND block % $2 = $3 ORDER BY block

-- name: footprints_of_block
SELECT profile, bytes FROM footprint WHERE block = $1 AND profile >= $2 AND profile < $3 ORDER BY profile

-- name: tallies_of_part
SELECT grain, day, currency, gross, refunded, orders, fresh, returning_count
  FROM period_sales WHERE account = $1 AND shard = $2

-- name: counts_of_part
SELECT h.block, h.counter, h.number FROM block b JOIN headcount h ON h.block = b.block
 WHERE b.account = $1 AND b.block % $2 = $3

-- name: tags_of_part
SELECT tag, block, bits FROM tag WHERE account = $1 AND block % $2 = $3

-- name: feed_of_part
SELECT at, kind, object, occurrence, profile FROM feed
 WHERE account = $1 AND at >= $2 AND profile / $3 % $4 = $5

-- name: find_in_feed
SELECT at, profile FROM feed WHERE account = $1 AND kind = $2 AND object = $3 AND occurrence = $4
 ORDER BY at DESC, profile DESC LIMIT 1

-- name: feed_older
SELECT at, kind, object, occurrence, profile, cause, amount, currency FROM feed
 WHERE account = $1 AND (at, kind, object, occurrence, profile) < ($2, $3, $4, $5, $6) AND kind < 100
 ORDER BY at DESC, kind DESC, object DESC, occurrence DESC, profile DESC LIMIT $7

-- name: feed_newer
SELECT at, kind, object, occurrence, profile, cause, amount, currency FROM feed
 WHERE account = $1 AND (at, kind, object, occurrence, profile) > ($2, $3, $4, $5, $6) AND kind < 100
 ORDER BY at, kind, object, occurrence, profile LIMIT $7

-- name: sum_feed
SELECT kind, coalesce(currency, ''), count(*), sum(amount) FROM feed WHERE account = $1 AND at >= $2
 GROUP BY kind, coalesce(currency, '')

-- name: prune_feed
DELETE FROM feed WHERE account = $1 AND (at, kind, object, occurrence, profile) IN
       (SELECT f.at, f.kind, f.object, f.occurrence, f.profile FROM feed f
         WHERE f.account = $1 AND f.at < $2 ORDER BY f.at LIMIT $3)
RETURNING at

-- Exports.

-- name: put_export
INSERT INTO export (id, account, kind, format, filter, fields, state, rows_written, size, created, expires, error)
VALUES ($1, $2, 'profiles', $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (id) DO UPDATE SET filter = excluded.filter, state = excluded.state, rows_written = excluded.rows_written, size = excluded.size,
       expires = excluded.expires, error = excluded.error

-- name: find_export
SELECT id, account, format, filter, fields, state, rows_written, size, created, expires, error FROM export
 WHERE account = $1 AND id = $2

-- name: exports
SELECT id, account, format, filter, fields, state, rows_written, size, created, expires, error FROM export
 WHERE account = $1 ORDER BY id DESC

-- name: all_exports
SELECT id, account, format, filter, fields, state, rows_written, size, created, expires, error FROM export ORDER BY id

-- name: drop_export
DELETE FROM export WHERE id = $1

-- name: last_export
SELECT coalesce(max(id), 0) FROM export

-- Everybody, a block at a time.

-- name: blocks_of
SELECT block FROM block WHERE account = $1 ORDER BY block

-- name: people_of
SELECT profile FROM profile WHERE block = $1 AND profile >= $2 AND profile < $3 ORDER BY profile

-- name: people_after
-- The next people of a block. By block, since only PostgreSQL's key begins with it.
SELECT profile FROM profile WHERE block = $1 AND profile > $2 AND profile < $3 ORDER BY profile LIMIT $4

-- name: revision_of
SELECT coalesce(sum(rev), 0) FROM due WHERE block = $1

-- name: main_currency
SELECT stripe_currency FROM profile WHERE account = $1 AND shown = 1 AND stripe_currency IS NOT NULL
 GROUP BY stripe_currency ORDER BY sum(stripe_total_orders) DESC, stripe_currency LIMIT 1

-- Fields that the shop made.

-- name: fields
SELECT field, name, label, type, source, created, updated FROM field WHERE account = $1 ORDER BY field

-- name: put_field
INSERT INTO field (field, account, name, label, type, source, created, updated)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (field) DO UPDATE SET name = excluded.name, label = excluded.label, type = excluded.type,
       source = excluded.source, updated = excluded.updated

-- name: drop_field
DELETE FROM field WHERE account = $1 AND field = $2

-- name: field_sweep
SELECT version, done, position FROM field_sweep WHERE account = $1

-- name: begin_sweep
INSERT INTO field_sweep (account, version, done, position) VALUES ($1, 1, 0, 0)
    ON CONFLICT (account) DO UPDATE SET version = field_sweep.version + 1, position = 0

-- name: move_sweep
UPDATE field_sweep SET position = $3 WHERE account = $1 AND version = $2

-- name: end_sweep
UPDATE field_sweep SET done = $2, position = 0 WHERE account = $1 AND version = $2

-- name: add_field_counts
INSERT INTO field_count (block, field, filled, unfit)
SELECT v.block, v.field, v.filled, v.unfit
  FROM {{rows block int64, field int64, filled int64, unfit int64}} WHERE true
    ON CONFLICT (block, field) DO UPDATE SET filled = field_count.filled + excluded.filled,
       unfit = field_count.unfit + excluded.unfit

-- name: field_counts
SELECT c.field, sum(c.filled), sum(c.unfit) FROM block b JOIN field_count c ON c.block = b.block
 WHERE b.account = $1 GROUP BY c.field

-- name: drop_field_counts
DELETE FROM field_count WHERE field = $1

-- name: put_custom
-- The values of people who did not change since they were read.
UPDATE profile SET custom = v.custom, updated = v.updated
  FROM {{rows block int64, profile int64, rev int64, custom bytes, updated int64}}
  JOIN due d ON d.block = v.block AND d.profile = v.profile AND d.rev = v.rev
 WHERE profile.block = v.block AND profile.profile = v.profile
RETURNING profile.profile

-- What was set here.

-- name: load_own
-- hot
SELECT o.profile, o.bytes FROM {{rows block int64, profile int64}}
  JOIN own o ON o.block = v.block AND o.profile = v.profile

-- name: put_own
INSERT INTO own (block, profile, bytes)
SELECT v.block, v.profile, v.bytes FROM {{rows block int64, profile int64, bytes bytes}} WHERE true
    ON CONFLICT {{key profile}} DO UPDATE SET bytes = excluded.bytes

-- name: drop_own
DELETE FROM own WHERE (block, profile) IN (SELECT v.block, v.profile FROM {{rows block int64, profile int64}})

-- Who was erased.

-- name: any_erased
SELECT account FROM erased LIMIT 1

-- name: find_erased
SELECT e.hash, e.at FROM {{rows account int64, hash bytes}} JOIN erased e ON e.account = v.account AND e.hash = v.hash

-- name: add_erased
INSERT INTO erased (account, hash, kind, at)
SELECT v.account, v.hash, v.kind, v.at FROM {{rows account int64, hash bytes, kind int16, at int64}} WHERE true
    ON CONFLICT (account, hash) DO UPDATE SET at = CASE WHEN excluded.at > erased.at THEN excluded.at ELSE erased.at END

-- name: all_erased
SELECT account, kind, at, hash FROM erased ORDER BY account, hash

-- name: emails_after
SELECT value, profile FROM identity WHERE account = $1 AND kind = 0 AND value > $2 ORDER BY value LIMIT $3

-- People from files.

-- name: put_import
INSERT INTO people_import (id, account, name, size, state, choices, position, line, made, changed, unchanged, refused, refused_size, reasons, created, expires, error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    ON CONFLICT (id) DO UPDATE SET size = excluded.size, state = excluded.state, choices = excluded.choices, position = excluded.position,
       line = excluded.line, made = excluded.made, changed = excluded.changed, unchanged = excluded.unchanged, refused = excluded.refused,
       refused_size = excluded.refused_size, reasons = excluded.reasons, expires = excluded.expires, error = excluded.error

-- name: find_import
SELECT id, account, name, size, state, choices, position, line, made, changed, unchanged, refused, refused_size, reasons, created, expires, error
  FROM people_import WHERE account = $1 AND id = $2

-- name: imports
SELECT id, account, name, size, state, choices, position, line, made, changed, unchanged, refused, refused_size, reasons, created, expires, error
  FROM people_import WHERE account = $1 ORDER BY id DESC

-- name: all_imports
SELECT id, account, name, size, state, choices, position, line, made, changed, unchanged, refused, refused_size, reasons, created, expires, error
  FROM people_import ORDER BY id

-- name: drop_import
DELETE FROM people_import WHERE id = $1

-- name: last_import
SELECT coalesce(max(id), 0) FROM people_import
