-- People of the house: users, their sessions, one-time links; what an act changed; feedback on help articles.

-- accounts

-- `name` is empty until the invitation is taken up; `password` (argon2id, encoded) is NULL until then.
-- `last_visit` is when the visit before this one ended.
CREATE TABLE app_user (
    id INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role INT16 NOT NULL,
    password TEXT,
    theme TEXT NOT NULL,
    created INT64 NOT NULL,
    last_seen INT64,
    last_visit INT64,
    UNIQUE (email)
);

CREATE INDEX app_user_account ON app_user (account, created, id);

CREATE TABLE user_session (
    id INT64 PRIMARY KEY,
    app_user INT64 NOT NULL,
    hash BYTES NOT NULL,
    created INT64 NOT NULL,
    last_used INT64 NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    UNIQUE (hash)
);

CREATE INDEX user_session_user ON user_session (app_user, created, id);

-- `app_user` is 0 for the link that makes the owner.
CREATE TABLE one_time_link (
    hash BYTES NOT NULL,
    account INT64 NOT NULL,
    kind INT16 NOT NULL,
    app_user INT64 NOT NULL,
    expires INT64 NOT NULL,
    PRIMARY KEY (hash)
);

CREATE INDEX one_time_link_user ON one_time_link (account, app_user, kind);

ALTER TABLE account ADD COLUMN version INT64;
ALTER TABLE audit ADD COLUMN changes TEXT;

-- help

CREATE TABLE help_feedback (
    account INT64 NOT NULL,
    seq INT64 NOT NULL,
    article TEXT NOT NULL,
    helpful INT16 NOT NULL,
    comment TEXT,
    actor TEXT NOT NULL,
    at INT64 NOT NULL,
    PRIMARY KEY (account, seq)
);
