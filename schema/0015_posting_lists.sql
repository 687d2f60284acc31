-- Whom a term finds stands as one set a block (src/profiles/tag_bits.h): two bytes a slot, or from 256 people on a bit a slot.

-- profiles

CREATE TABLE posting_list (
    account INT64 NOT NULL,
    term TEXT NOT NULL,
    block INT64 NOT NULL,
    bits BYTES NOT NULL,
    PRIMARY KEY (account, term, block)
);

-- What each set is made of, in hexadecimal digits: a slot, or eight bits.
CREATE VIEW posting_part AS
  WITH RECURSIVE byte(place) AS (SELECT 0 UNION ALL SELECT place + 1 FROM byte WHERE place < 511),
       one AS (SELECT account, term, block, profile, count(*) OVER (PARTITION BY account, term, block) AS people FROM posting)
SELECT account, term, block, profile AS place, 4 AS digits, profile % 256 * 256 + profile % 4096 / 256 AS value FROM one WHERE people < 256
 UNION ALL
SELECT account, term, block, place, 2, sum(value) FROM (
       SELECT account, term, block, profile % 4096 / 8 AS place,
              CASE profile % 8 WHEN 0 THEN 1 WHEN 1 THEN 2 WHEN 2 THEN 4 WHEN 3 THEN 8 WHEN 4 THEN 16 WHEN 5 THEN 32 WHEN 6 THEN 64 ELSE 128 END AS value
         FROM one WHERE people >= 256
        UNION ALL
       SELECT account, term, block, byte.place, 0
         FROM (SELECT account, term, block FROM posting GROUP BY account, term, block HAVING count(*) >= 256) AS many CROSS JOIN byte) AS bit
 GROUP BY account, term, block, place;

-- sqlite:
INSERT INTO posting_list (account, term, block, bits)
SELECT account, term, block, unhex(string_agg(printf('%0*x', digits, value), '' ORDER BY place)) FROM posting_part GROUP BY account, term, block;

-- postgres:
INSERT INTO posting_list (account, term, block, bits)
SELECT account, term, block, decode(string_agg(lpad(to_hex(value), digits, '0'), '' ORDER BY place), 'hex') FROM posting_part GROUP BY account, term, block;

-- both:
DROP VIEW posting_part;

DROP TABLE posting;
