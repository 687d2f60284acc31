-- Tables object, body, dictionary, customer, fact, price, moving, parting, invoice_number, refusal: Stripe's objects as stored here.

-- name: dictionaries
SELECT id, bytes FROM dictionary ORDER BY id

-- name: add_dictionary
INSERT INTO dictionary (id, bytes) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING

-- name: objects
SELECT id, object, kind, customer, profile, fetch_no, digest, gone, read_at
FROM object
WHERE connection = $1 AND id IN {{list $2 text}}

-- name: put_objects
INSERT INTO object (connection, id, object, kind, customer, profile, fetch_no, digest, gone, read_at)
SELECT v.connection, v.id, v.object, v.kind, v.customer, v.profile, v.fetch_no, v.digest, v.gone, v.read_at
FROM {{rows connection int64, id text, object int64, kind int64, customer int64, profile int64, fetch_no int64,
            digest int64, gone int64, read_at int64}}
WHERE true
ON CONFLICT (connection, id) DO UPDATE SET kind = excluded.kind, customer = excluded.customer,
    profile = excluded.profile, fetch_no = excluded.fetch_no, digest = excluded.digest, gone = excluded.gone,
    read_at = excluded.read_at

-- name: touch_objects
UPDATE object SET fetch_no = v.fetch_no, read_at = v.read_at
FROM {{rows connection int64, id text, fetch_no int64, read_at int64}}
WHERE object.connection = v.connection AND object.id = v.id

-- name: own_objects
UPDATE object SET profile = $3
WHERE connection = $1 AND id IN {{list $2 text}}

-- name: put_bodies
INSERT INTO body (block, object, dictionary, bytes)
SELECT v.block, v.object, v.dictionary, v.bytes
FROM {{rows block int64, object int64, dictionary int64, bytes bytes}}
WHERE true
ON CONFLICT {{key object}} DO UPDATE SET block = excluded.block, dictionary = excluded.dictionary,
    bytes = excluded.bytes

-- name: bodies
SELECT b.object, b.dictionary, b.bytes
FROM {{rows block int64, object int64}}
JOIN body b ON b.block = v.block AND b.object = v.object

-- name: move_bodies
UPDATE body SET block = v.target
FROM {{rows block int64, object int64, target int64}}
WHERE body.block = v.block AND body.object = v.object

-- name: drop_bodies
DELETE FROM body
WHERE (block, object) IN (SELECT v.block, v.object FROM {{rows block int64, object int64}})

-- name: put_customers
INSERT INTO customer (block, profile, object, id, created, deleted, currency, contact)
SELECT v.block, v.profile, v.object, v.id, v.created, 0, v.currency, v.contact
FROM {{rows block int64, profile int64, object int64, id text, created int64, currency text, contact bytes}}
WHERE true
ON CONFLICT (block, profile, object) DO UPDATE SET created = excluded.created, deleted = 0,
    currency = excluded.currency, contact = excluded.contact

-- name: put_judged_customers
-- Where something in their metadata means that they want no e-mail. It counts from the moment at which it begins.
INSERT INTO customer (block, profile, object, id, created, deleted, currency, contact, refuses, refused, refused_by)
SELECT v.block, v.profile, v.object, v.id, v.created, 0, v.currency, v.contact, v.refuses, v.refused, v.refused_by
FROM {{rows block int64, profile int64, object int64, id text, created int64, currency text, contact bytes,
            refuses int64, refused int64, refused_by text}}
WHERE true
ON CONFLICT (block, profile, object) DO UPDATE SET created = excluded.created, deleted = 0,
    currency = excluded.currency, contact = excluded.contact, refuses = excluded.refuses,
    refused = CASE WHEN excluded.refuses > coalesce(customer.refuses, 0) THEN excluded.refused ELSE customer.refused END,
    refused_by = CASE WHEN excluded.refuses > coalesce(customer.refuses, 0) THEN excluded.refused_by ELSE customer.refused_by END

-- name: judge_customers
UPDATE customer SET refuses = v.refuses,
    refused = CASE WHEN v.refuses > coalesce(customer.refuses, 0) THEN v.refused ELSE customer.refused END,
    refused_by = CASE WHEN v.refuses > coalesce(customer.refuses, 0) THEN v.refused_by ELSE customer.refused_by END
FROM {{rows block int64, profile int64, object int64, refuses int64, refused int64, refused_by text}}
WHERE customer.block = v.block AND customer.profile = v.profile AND customer.object = v.object

-- name: customers_judged
SELECT c.object, coalesce(c.refuses, 0), c.deleted
FROM {{rows block int64, profile int64, object int64}}
JOIN customer c ON c.block = v.block AND c.profile = v.profile AND c.object = v.object

-- name: count_refused
SELECT count(*) FROM (SELECT DISTINCT c.profile FROM customer c WHERE c.block IN {{list $1 int64}} AND c.refused > 0) people

-- name: refusal
SELECT member, wanted, changed, version, done, position, looked FROM refusal
WHERE account = $1

-- name: put_refusal
INSERT INTO refusal (account, member, wanted, changed, version, done, position, looked)
VALUES ($1, $2, $3, $4, 1, 0, '', 0)
ON CONFLICT (account) DO UPDATE SET member = excluded.member, wanted = excluded.wanted, changed = excluded.changed,
    version = refusal.version + 1, position = '', looked = 0

-- name: move_refusal
UPDATE refusal SET position = $3, looked = looked + $4, done = CASE WHEN $3 = '' THEN $2 ELSE done END
WHERE account = $1 AND version = $2

-- name: delete_customer
UPDATE customer SET deleted = 1, seen_at = $4
WHERE block = $1 AND profile = $2 AND object = $3

-- name: see_customer
-- A read that began before the one that found it deleted, and came later.
UPDATE customer SET seen_at = $4
WHERE block = $1 AND profile = $2 AND object = $3 AND coalesce(seen_at, 0) < $4

-- name: customers
SELECT c.profile, c.object, c.id, c.created, c.deleted, c.currency, c.contact, coalesce(c.refused, 0), c.refused_by,
       coalesce(c.seen_at, 0)
FROM {{rows block int64, profile int64}}
JOIN customer c ON c.block = v.block AND c.profile = v.profile

-- name: move_customers
UPDATE customer SET block = $3, profile = $4
WHERE block = $1 AND profile = $2

-- name: move_customer
UPDATE customer SET block = $3, profile = $4
WHERE block = $1 AND profile = $2 AND object = $5

-- name: put_facts
INSERT INTO fact (block, profile, at, object, kind, status, flags, customer, currency, total, paid, back, t1, t2, t3,
                  parent, pay, name, lines)
SELECT v.block, v.profile, v.at, v.object, v.kind, v.status, v.flags, v.customer, v.currency, v.total, v.paid, v.back,
       v.t1, v.t2, v.t3, v.parent, v.pay, v.name, v.lines
FROM {{rows block int64, profile int64, at int64, object int64, kind int64, status int64, flags int64, customer int64,
            currency text, total int64, paid int64, back int64, t1 int64, t2 int64, t3 int64, parent int64, pay int64,
            name int64, lines bytes}}
WHERE true
ON CONFLICT (block, profile, at, object) DO UPDATE SET kind = excluded.kind, status = excluded.status,
    flags = excluded.flags, customer = excluded.customer, currency = excluded.currency, total = excluded.total,
    paid = excluded.paid, back = excluded.back, t1 = excluded.t1, t2 = excluded.t2, t3 = excluded.t3,
    parent = excluded.parent, pay = excluded.pay, name = excluded.name, lines = excluded.lines

-- name: copy_facts
INSERT INTO fact (block, profile, at, object, kind, status, flags, customer, currency, total, paid, back, t1, t2, t3,
                  parent, pay, name, lines)
SELECT v.block, v.profile, v.at, v.object, v.kind, v.status, v.flags, v.customer, v.currency, v.total, v.paid, v.back,
       v.t1, v.t2, v.t3, v.parent, v.pay, v.name, v.lines
FROM {{rows block int64, profile int64, at int64, object int64, kind int64, status int64, flags int64, customer int64,
            currency text, total int64, paid int64, back int64, t1 int64, t2 int64, t3 int64, parent int64, pay int64,
            name int64, lines bytes}}
WHERE true
ON CONFLICT (block, profile, at, object) DO NOTHING

-- name: facts
SELECT f.profile, f.at, f.object, f.kind, f.status, f.flags, f.customer, f.currency, f.total, f.paid, f.back,
       f.t1, f.t2, f.t3, f.parent, f.pay, f.name, f.lines
FROM {{rows block int64, profile int64}}
JOIN fact f ON f.block = v.block AND f.profile = v.profile

-- name: facts_by_key
SELECT f.profile, f.at, f.object, f.kind, f.status, f.flags, f.customer, f.currency, f.total, f.paid, f.back,
       f.t1, f.t2, f.t3, f.parent, f.pay, f.name, f.lines
FROM {{rows block int64, profile int64, at int64, object int64}}
JOIN fact f ON f.block = v.block AND f.profile = v.profile AND f.at = v.at AND f.object = v.object

-- name: facts_to_move
SELECT f.profile, f.at, f.object, f.kind, f.status, f.flags, f.customer, f.currency, f.total, f.paid, f.back,
       f.t1, f.t2, f.t3, f.parent, f.pay, f.name, f.lines
FROM fact f
WHERE f.block = $1 AND f.profile = $2 AND (f.customer = $3 OR $3 < 0)
ORDER BY f.at, f.object
LIMIT $4

-- name: guest_fact
SELECT object FROM fact
WHERE block = $1 AND profile = $2 AND customer = 0
LIMIT 1

-- name: drop_waiting
DELETE FROM fact
WHERE block = -1 AND profile IN {{list $1 int64}}

-- name: drop_facts
DELETE FROM fact
WHERE block = $1 AND profile = $2 AND object IN {{list $3 int64}}

-- name: prices
SELECT id, metered FROM price
WHERE connection = $1 AND id IN {{list $2 text}}

-- name: put_prices
INSERT INTO price (connection, id, metered)
SELECT v.connection, v.id, v.metered FROM {{rows connection int64, id text, metered int64}}
WHERE true
ON CONFLICT (connection, id) DO UPDATE SET metered = excluded.metered

-- name: metered_prices
SELECT id FROM price
WHERE metered = 1

-- name: objects_after
SELECT id, object, kind, profile FROM object
WHERE connection = $1 AND id > $2
ORDER BY id
LIMIT $3

-- name: objects_seen
SELECT id, kind, fetch_no, digest, gone FROM object
WHERE connection = $1 AND id > $2
ORDER BY id
LIMIT $3

-- name: open_invoices
SELECT block, profile, at, object, lines FROM fact
WHERE (block, profile, at, object) > ($1, $2, $3, $4) AND kind = 2 AND status IN (0, 1, 4)
ORDER BY block, profile, at, object
LIMIT $5

-- name: add_moving
INSERT INTO moving (connection, customer, source, target, started) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (connection, source, customer) DO UPDATE SET target = excluded.target

-- name: moving
SELECT connection, customer, source, target, started FROM moving
ORDER BY started, connection, source, customer

-- name: drop_moving
DELETE FROM moving
WHERE connection = $1 AND source = $2 AND customer = $3

-- name: drop_dictionaries
DELETE FROM dictionary

-- name: any_customer
SELECT id FROM object
WHERE connection = $1 AND kind = 1 AND digest <> 0 AND gone = 0
ORDER BY id
LIMIT 1

-- name: any_lasting
-- A subscription, a checkout session or a charge.
SELECT id, kind FROM object
WHERE connection = $1 AND kind IN (3, 8, 9) AND digest <> 0 AND gone = 0
ORDER BY id
LIMIT 1

-- name: any_body
SELECT 1 FROM body LIMIT 1

-- name: count_objects
SELECT kind, count(*) FROM object
WHERE connection = $1 AND digest <> 0 AND gone = 0
GROUP BY kind

-- name: owners_of_kind
SELECT DISTINCT block, profile FROM fact
WHERE (block, profile) > ($1, $2) AND block >= 0 AND kind = $3
ORDER BY block, profile
LIMIT $4

-- name: lines_after
SELECT profile, lines FROM fact
WHERE (block, profile) > ($1, $2) AND block >= 0 AND kind = $3 AND lines IS NOT NULL
ORDER BY block, profile
LIMIT $4

-- name: erase_facts
DELETE FROM fact
WHERE (block, profile) IN (SELECT v.block, v.profile FROM {{rows block int64, profile int64}})

-- name: erase_customers
DELETE FROM customer
WHERE (block, profile) IN (SELECT v.block, v.profile FROM {{rows block int64, profile int64}})

-- name: erase_objects
DELETE FROM object
WHERE connection = $1 AND id IN {{list $2 text}}

-- name: drop_prices
DELETE FROM price
WHERE connection = $1

-- name: drop_movings
DELETE FROM moving
WHERE connection = $1

-- Invoice numbers, for the search.

-- name: put_numbers
INSERT INTO invoice_number (connection, number, id)
SELECT v.connection, v.number, v.id FROM {{rows connection int64, number text, id text}}
WHERE true
ON CONFLICT (connection, number) DO UPDATE SET id = excluded.id

-- name: number
SELECT id FROM invoice_number
WHERE connection = $1 AND number = $2

-- name: drop_numbers
DELETE FROM invoice_number
WHERE connection = $1 AND number IN (SELECT n.number FROM invoice_number n WHERE n.connection = $1 LIMIT $2)
RETURNING number

-- name: gone_of
-- What Stripe deleted of a person.
SELECT id FROM object
WHERE connection = $1 AND profile = $2 AND gone = 1

-- name: forget_numbers
DELETE FROM invoice_number
WHERE connection = $1 AND number IN {{list $2 text}} AND id IN {{list $3 text}}

-- name: customers_after
SELECT id, profile, object FROM object
WHERE connection = $1 AND id > $2 AND kind = 1
ORDER BY id
LIMIT $3

-- name: facts_after
SELECT block, profile, at, object, kind FROM fact
WHERE (block, profile, at, object) > ($1, $2, $3, $4)
ORDER BY block, profile, at, object
LIMIT $5

-- Who parted from whom: see partings.h.

-- name: put_partings
INSERT INTO parting (block, profile, other, customer, arrived, at, address)
SELECT v.block, v.profile, v.other, v.customer, v.arrived, v.at, v.address
FROM {{rows block int64, profile int64, other int64, customer int64, arrived int16, at int64, address text}}
WHERE true
ON CONFLICT (block, profile, other, customer, at) DO NOTHING

-- name: partings
SELECT p.profile, p.other, p.customer, p.arrived, p.at, p.address
FROM {{rows block int64, profile int64}}
JOIN parting p ON p.block = v.block AND p.profile = v.profile

-- name: drop_partings
DELETE FROM parting
WHERE (block, profile, other) IN (SELECT v.block, v.profile, v.other FROM {{rows block int64, profile int64, other int64}})
