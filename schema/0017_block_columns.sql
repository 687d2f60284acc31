-- What segments keep of the people of a block in columns (src/segments/columns_codec.cc), so that they need not be read from all
-- rows after a start. May be dropped at any time.

-- profiles

CREATE TABLE block_columns (
    block INT64 PRIMARY KEY,
    columns BYTES NOT NULL
);
