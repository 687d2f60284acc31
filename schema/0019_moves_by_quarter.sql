-- How many entered and left a segment in each quarter of an hour, so that its size over time is not counted from every move
-- (src/segments/segments.sql tells the columns).

-- segments

CREATE TABLE member_count (
    segment INT64 NOT NULL,
    quarter INT64 NOT NULL,
    entered INT64 NOT NULL,
    gone INT64 NOT NULL,
    PRIMARY KEY (segment, quarter)
);

INSERT INTO member_count (segment, quarter, entered, gone)
SELECT segment, at / 900000000, sum(entered), count(*) - sum(entered) FROM member_change WHERE entered <> 2
 GROUP BY segment, at / 900000000;
