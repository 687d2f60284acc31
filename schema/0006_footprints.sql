-- What each person adds to what is shared by all: sums by day, counts, filters, the newest activities; and exports.

-- profiles

CREATE TABLE footprint (
    block INT64 NOT NULL,
    profile INT64 PRIMARY KEY,
    bytes BYTES NOT NULL
);

CREATE TABLE tally (
    block INT64 NOT NULL,
    grain INT16 NOT NULL,
    day INT64 NOT NULL,
    currency TEXT NOT NULL,
    gross INT64 NOT NULL,
    refunded INT64 NOT NULL,
    orders INT64 NOT NULL,
    fresh INT64 NOT NULL,
    returning_count INT64 NOT NULL,
    PRIMARY KEY (block, grain, day, currency)
);

CREATE TABLE headcount (
    block INT64 NOT NULL,
    counter INT16 NOT NULL,
    number INT64 NOT NULL,
    PRIMARY KEY (block, counter)
);

CREATE TABLE tag (
    account INT64 NOT NULL,
    tag INT64 NOT NULL,
    block INT64 NOT NULL,
    bits BYTES NOT NULL,
    PRIMARY KEY (account, tag, block)
);

CREATE TABLE feed (
    account INT64 NOT NULL,
    at INT64 NOT NULL,
    kind INT64 NOT NULL,
    object INT64 NOT NULL,
    occurrence INT64 NOT NULL,
    profile INT64 NOT NULL,
    cause INT64 NOT NULL,
    amount INT64 NOT NULL,
    currency TEXT,
    PRIMARY KEY (account, at, kind, object, occurrence, profile)
);

CREATE INDEX feed_name ON feed (account, kind, object, occurrence);

CREATE TABLE export (
    id INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    filter TEXT NOT NULL,
    fields TEXT NOT NULL,
    state INT16 NOT NULL,
    rows_written INT64 NOT NULL,
    size INT64 NOT NULL,
    created INT64 NOT NULL,
    expires INT64 NOT NULL,
    error TEXT
);
