-- Versions of conditions, members chosen by hand, and what past members are found from (src/segments/segments.sql tells
-- the columns).

-- segments

ALTER TABLE segment ADD COLUMN version INT64;
ALTER TABLE segment ADD COLUMN edits INT64;
ALTER TABLE segment ADD COLUMN round INT64;
ALTER TABLE segment ADD COLUMN since INT64;
ALTER TABLE segment ADD COLUMN starred INT16;
ALTER TABLE segment ADD COLUMN archived INT16;

CREATE INDEX member_change_of ON member_change (segment, at, profile);

CREATE TABLE member_shift (
    block INT64 NOT NULL,
    at INT64 NOT NULL,
    segment INT64 NOT NULL,
    cause INT16 NOT NULL,
    entered INT64 NOT NULL,
    gone INT64 NOT NULL,
    bits BYTES NOT NULL,
    PRIMARY KEY (block, at, segment, cause)
);

CREATE INDEX member_shift_of ON member_shift (segment, at);

CREATE TABLE member_reason (
    segment INT64 NOT NULL,
    at INT64 NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (segment, at)
);
