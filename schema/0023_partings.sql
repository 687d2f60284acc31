-- Who were one person until a customer left for another address (stripe/partings.h): a no to e-mail that was said before
-- is also the other's, and is found by this where it is read later. Each parting has a row on both sides.

-- stripe

CREATE TABLE parting (
    block INT64 NOT NULL,
    profile INT64 NOT NULL,
    other INT64 NOT NULL,
    customer INT64 NOT NULL,  -- the object's number of who left
    arrived INT16 NOT NULL,   -- 1: it left the other for this one
    at INT64 NOT NULL,        -- microseconds
    address TEXT NOT NULL,    -- that the two had
    PRIMARY KEY (block, profile, other, customer, at)
);
