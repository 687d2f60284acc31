-- Fields of a shop's own: the catalogue, what was set here of a person, and the values as shown.

-- profiles

CREATE TABLE field (
    field INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    type INT16 NOT NULL,
    source TEXT,
    created INT64 NOT NULL,
    updated INT64 NOT NULL,
    UNIQUE (account, name)
);

CREATE TABLE field_sweep (
    account INT64 PRIMARY KEY,
    version INT64 NOT NULL,
    done INT64 NOT NULL,
    position INT64 NOT NULL
);

CREATE TABLE field_count (
    block INT64 NOT NULL,
    field INT64 NOT NULL,
    filled INT64 NOT NULL,
    unfit INT64 NOT NULL,
    PRIMARY KEY (block, field)
);

CREATE TABLE own (
    block INT64 NOT NULL,
    profile INT64 PRIMARY KEY,
    bytes BYTES NOT NULL
);

ALTER TABLE profile ADD COLUMN custom BYTES;
