-- What in a customer's metadata says that they want no e-mail, and who said so (stripe/refusal.h).

-- stripe

CREATE TABLE refusal (
    account INT64 PRIMARY KEY,
    member TEXT,
    wanted TEXT,
    changed INT64 NOT NULL,
    version INT64 NOT NULL,
    done INT64 NOT NULL,
    position TEXT NOT NULL,
    looked INT64 NOT NULL
);

ALTER TABLE customer ADD COLUMN refuses INT16;

ALTER TABLE customer ADD COLUMN refused INT64;

ALTER TABLE customer ADD COLUMN refused_by TEXT;

CREATE INDEX customer_refused ON customer (block, profile) WHERE refused > 0;
