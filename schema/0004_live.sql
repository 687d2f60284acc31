-- Staying live: how a connection is followed, what was read for it, and the walks that prove the copy.

-- stripe

-- Unix seconds of the hinted object; null where the event does not say.
ALTER TABLE hint ADD COLUMN created INT64;

-- One row a connection. Moments are microseconds, but for event_cursor (unix seconds, as Stripe's events have them).
CREATE TABLE follow (
    connection INT64 PRIMARY KEY,
    events_granted INT16 NOT NULL,
    event_cursor INT64,
    events_at INT64,
    news_at INT64,
    open_at INT64,
    heard INT64 NOT NULL,
    first_heard INT64,
    last_heard INT64,
    usual_gap INT64 NOT NULL,
    forgotten_at INT64,
    paid_month INT64 NOT NULL
);

-- Requests to Stripe, by day (unix seconds / 86,400).
CREATE TABLE reads (
    connection INT64 NOT NULL,
    day INT64 NOT NULL,
    requests INT64 NOT NULL,
    PRIMARY KEY (connection, day)
);

-- The walk over a resource that compares each object; and how the last whole one ended.
CREATE TABLE walk (
    connection INT64 NOT NULL,
    resource INT16 NOT NULL,
    phase INT16 NOT NULL,
    fetch_no INT64 NOT NULL,
    started INT64,
    cursor TEXT,
    cursor_at INT64,
    objects INT64 NOT NULL,
    repaired INT64 NOT NULL,
    matched_at INT64,
    matched_objects INT64 NOT NULL,
    matched_repaired INT64 NOT NULL,
    PRIMARY KEY (connection, resource)
);

-- What walks repaired, the newest of each connection.
CREATE TABLE repair (
    connection INT64 NOT NULL,
    seq INT64 NOT NULL,
    at INT64 NOT NULL,
    resource INT16 NOT NULL,
    id TEXT NOT NULL,
    what INT16 NOT NULL,
    why INT16 NOT NULL,
    PRIMARY KEY (connection, seq)
);

-- Invoices that may still change (draft, open, uncollectible), for shops without webhooks and events.
CREATE INDEX fact_open ON fact (block, profile, at, object) WHERE kind = 2 AND status IN (0, 1, 4);
