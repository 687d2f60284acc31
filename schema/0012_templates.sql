-- Templates of messages and their revisions (src/templates/templates.sql tells the columns).

-- templates

CREATE TABLE template (
    template INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    kind INT16 NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    version INT64 NOT NULL,
    revision INT64 NOT NULL,
    published INT64 NOT NULL,
    created INT64 NOT NULL,
    updated INT64 NOT NULL,
    actor TEXT NOT NULL,
    UNIQUE (account, kind, folded)
);

CREATE TABLE template_revision (
    template INT64 NOT NULL,
    revision INT64 NOT NULL,
    content TEXT NOT NULL,
    saved INT64 NOT NULL,
    actor TEXT NOT NULL,
    published INT64 NOT NULL,
    restored INT64 NOT NULL,
    PRIMARY KEY (template, revision)
);
