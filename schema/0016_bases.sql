-- Who was in a segment at some past seconds, so that a past second is found from the moves of a little while
-- (src/segments/segments.sql tells the columns).

-- segments

CREATE TABLE member_base (
    block INT64 NOT NULL,
    segment INT64 NOT NULL,
    at INT64 NOT NULL,
    bits BYTES NOT NULL,
    PRIMARY KEY (block, segment, at)
);

ALTER TABLE member ADD COLUMN moves INT64;
ALTER TABLE member ADD COLUMN noted INT64;

CREATE INDEX member_base_of ON member_base (segment);
CREATE INDEX member_shift_in ON member_shift (segment, block, at);

DROP INDEX member_shift_of;
