-- Segments, who is in them, and what changed (src/segments/segments.sql tells the columns).

-- segments

CREATE TABLE segment (
    segment INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    name TEXT NOT NULL,
    kind INT16 NOT NULL,
    state INT16 NOT NULL,
    condition TEXT NOT NULL,
    currency TEXT NOT NULL,
    created INT64 NOT NULL,
    updated INT64 NOT NULL
);

CREATE INDEX segment_of ON segment (account, segment);

CREATE TABLE segment_version (
    account INT64 PRIMARY KEY,
    version INT64 NOT NULL
);

CREATE TABLE member (
    block INT64 NOT NULL,
    segment INT64 NOT NULL,
    size INT64 NOT NULL,
    bits BYTES NOT NULL,
    PRIMARY KEY (block, segment)
);

CREATE INDEX member_of ON member (segment, block);

CREATE TABLE member_change (
    block INT64 NOT NULL,
    segment INT64 NOT NULL,
    at INT64 NOT NULL,
    profile INT64 NOT NULL,
    entered INT16 NOT NULL,
    cause INT16 NOT NULL,
    PRIMARY KEY (block, segment, at, profile)
);
