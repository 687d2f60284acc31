-- Pictures for messages; templates that are put away (src/templates/templates.sql tells the columns).

-- templates

CREATE TABLE image (
    image INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    file TEXT NOT NULL,
    name TEXT NOT NULL,
    width INT64 NOT NULL,
    height INT64 NOT NULL,
    size INT64 NOT NULL,
    created INT64 NOT NULL,
    actor TEXT NOT NULL,
    bytes BYTES NOT NULL,
    UNIQUE (file)
);

CREATE INDEX image_account ON image (account, created);

ALTER TABLE template ADD COLUMN archived INT64;
