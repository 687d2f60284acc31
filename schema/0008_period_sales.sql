-- The sums of the overview by shop, in eight shards, not by block: a year of days of a million people is some thousand rows.

-- profiles

CREATE TABLE period_sales (
    account INT64 NOT NULL,
    grain INT16 NOT NULL,
    day INT64 NOT NULL,
    currency TEXT NOT NULL,
    shard INT16 NOT NULL,
    gross INT64 NOT NULL,
    refunded INT64 NOT NULL,
    orders INT64 NOT NULL,
    fresh INT64 NOT NULL,
    returning_count INT64 NOT NULL,
    PRIMARY KEY (account, shard, grain, day, currency)
);

INSERT INTO period_sales (account, grain, day, currency, shard, gross, refunded, orders, fresh, returning_count)
SELECT b.account, t.grain, t.day, t.currency, t.block % 8, sum(t.gross), sum(t.refunded), sum(t.orders), sum(t.fresh), sum(t.returning_count)
  FROM block b JOIN tally t ON t.block = b.block
 GROUP BY b.account, t.grain, t.day, t.currency, t.block % 8;

DROP TABLE tally;
