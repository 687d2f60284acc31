-- People from files (profiles/people_import.h).

-- profiles

CREATE TABLE people_import (
    id INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    name TEXT NOT NULL,
    size INT64 NOT NULL,
    state INT16 NOT NULL,
    choices TEXT NOT NULL,
    position INT64 NOT NULL,
    line INT64 NOT NULL,
    made INT64 NOT NULL,
    changed INT64 NOT NULL,
    unchanged INT64 NOT NULL,
    refused INT64 NOT NULL,
    refused_size INT64 NOT NULL,
    reasons TEXT NOT NULL,
    created INT64 NOT NULL,
    expires INT64 NOT NULL,
    error TEXT
);
