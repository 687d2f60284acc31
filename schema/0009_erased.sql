-- People who were erased: only keyed hashes of what they were called (profiles/erased.h).

-- profiles

CREATE TABLE erased (
    account INT64 NOT NULL,
    hash BYTES NOT NULL,
    kind INT16 NOT NULL,
    at INT64 NOT NULL,
    PRIMARY KEY (account, hash)
);

-- stripe

-- What Stripe deleted has no fact any more that leads to its id; erasing its person must find it.
CREATE INDEX object_gone ON object (profile) WHERE gone = 1;
