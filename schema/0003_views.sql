-- What the screens of the shop look up: when an object was last read, and whose an invoice number is.

-- stripe

ALTER TABLE object ADD COLUMN read_at INT64;

CREATE TABLE invoice_number (
    connection INT64 NOT NULL,
    number TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (connection, number)
);
