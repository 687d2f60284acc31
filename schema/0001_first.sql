-- The first schema. Logical types (INT64, INT16, TEXT, BYTES); sql/migrate writes each engine's.
-- Each table belongs to one module, named above it; its columns are explained there.

-- profiles

CREATE TABLE counter (
    name TEXT NOT NULL,
    next INT64 NOT NULL,
    PRIMARY KEY (name)
);

-- accounts

CREATE TABLE account (
    account INT64 PRIMARY KEY,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    currency TEXT NOT NULL,
    postal_address TEXT,
    default_email_consent TEXT NOT NULL,
    test_mode_recipients TEXT NOT NULL,
    created INT64 NOT NULL
);

CREATE TABLE setting (
    account INT64 NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account, name)
);

CREATE TABLE secret (
    account INT64 NOT NULL,
    name TEXT NOT NULL,
    key_id TEXT NOT NULL,
    sealed BYTES NOT NULL,
    created INT64 NOT NULL,
    PRIMARY KEY (account, name)
);

CREATE TABLE api_key (
    id INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    name TEXT NOT NULL,
    scope INT16 NOT NULL,
    hash BYTES NOT NULL,
    hint TEXT NOT NULL,
    created INT64 NOT NULL,
    last_used INT64,
    revoked INT64,
    UNIQUE (hash)
);

CREATE TABLE audit (
    account INT64 NOT NULL,
    seq INT64 NOT NULL,
    at INT64 NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    target TEXT NOT NULL,
    request TEXT NOT NULL,
    PRIMARY KEY (account, seq)
);

CREATE TABLE idempotency (
    account INT64 NOT NULL,
    name TEXT NOT NULL,
    digest BYTES NOT NULL,
    status INT16,
    answer BYTES,
    created INT64 NOT NULL,
    PRIMARY KEY (account, name)
);

-- profiles

CREATE TABLE block (
    block INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    used INT64 NOT NULL,
    node INT64 NOT NULL,
    lease INT64 NOT NULL,
    rev INT64 NOT NULL
);

CREATE TABLE due (
    block INT64 NOT NULL,
    profile INT64 NOT NULL,
    rev INT64 NOT NULL,
    lane INT16 NOT NULL,
    at INT64,
    cause INT16 NOT NULL,
    hold INT64 NOT NULL,
    tries INT16 NOT NULL,
    reason TEXT,
    PRIMARY KEY (block, profile)
);

CREATE INDEX due_at ON due (lane, at, block, profile) WHERE at IS NOT NULL;
CREATE INDEX due_parked ON due (block, profile) WHERE tries > 0;

CREATE TABLE profile (
    block INT64 NOT NULL,
    profile INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    shown INT16 NOT NULL,
    version INT64 NOT NULL,
    created INT64 NOT NULL,
    updated INT64 NOT NULL,
    digest INT64 NOT NULL,
    first_name TEXT,
    last_name TEXT,
    email TEXT,
    phone TEXT,
    address TEXT,
    city TEXT,
    state TEXT,
    zip TEXT,
    country TEXT,
    email_unsubscribed INT16 NOT NULL,
    stripe_customer_id TEXT,
    stripe_order_products INT64 NOT NULL,
    stripe_total_orders INT64 NOT NULL,
    stripe_total_sales INT64 NOT NULL,
    stripe_currency TEXT,
    stripe_order_status INT16,
    stripe_order_last_value INT64,
    stripe_order_last_currency TEXT,
    stripe_last_create_order_date INT64,
    stripe_first_create_order_date INT64,
    stripe_subscription_active INT64 NOT NULL,
    stripe_subscription_cancelled INT64 NOT NULL,
    stripe_subscription_paused INT64 NOT NULL,
    stripe_subscription_trial INT64 NOT NULL,
    stripe_subscription_past_due INT64 NOT NULL,
    distinct_products INT64 NOT NULL,
    deleted INT16 NOT NULL,
    own INT16 NOT NULL,
    made INT64 NOT NULL,
    customer_ids BYTES,
    sales BYTES,
    sources BYTES
);

CREATE INDEX profile_list ON profile (account, created, profile) WHERE shown = 1;

CREATE TABLE identity (
    account INT64 NOT NULL,
    kind INT16 NOT NULL,
    value TEXT NOT NULL,
    block INT64 NOT NULL,
    profile INT64 NOT NULL,
    PRIMARY KEY (account, kind, value)
);

CREATE TABLE term (
    account INT64 NOT NULL,
    term TEXT NOT NULL,
    block INT64 NOT NULL,
    profile INT64 NOT NULL,
    PRIMARY KEY (account, term, profile)
);

CREATE TABLE alias (
    block INT64 NOT NULL,
    profile INT64 PRIMARY KEY,
    target INT64 NOT NULL
);

CREATE INDEX alias_target ON alias (target);

CREATE TABLE activity (
    block INT64 NOT NULL,
    profile INT64 NOT NULL,
    at INT64 NOT NULL,
    kind INT16 NOT NULL,
    object INT64 NOT NULL,
    occurrence INT64 NOT NULL,
    cause INT16 NOT NULL,
    data TEXT,
    PRIMARY KEY (block, profile, at, kind, object, occurrence)
);

-- stripe

CREATE TABLE connection (
    connection INT64 PRIMARY KEY,
    account INT64 NOT NULL,
    mode INT16 NOT NULL,
    state INT16 NOT NULL,
    key_hint TEXT NOT NULL,
    probe_id TEXT,
    history_before INT64 NOT NULL,
    error TEXT,
    error_at INT64,
    last_event INT64,
    created INT64 NOT NULL
);

CREATE TABLE resource (
    connection INT64 NOT NULL,
    resource INT16 NOT NULL,
    granted INT16 NOT NULL,
    state INT16 NOT NULL,
    pass INT64 NOT NULL,
    imported INT64 NOT NULL,
    complete_at INT64,
    error TEXT,
    retry_at INT64,
    PRIMARY KEY (connection, resource)
);

CREATE TABLE range (
    connection INT64 NOT NULL,
    resource INT16 NOT NULL,
    pass INT64 NOT NULL,
    hi INT64 NOT NULL,
    lo INT64 NOT NULL,
    cursor TEXT,
    cursor_at INT64,
    fetch_no INT64 NOT NULL,
    done INT16 NOT NULL,
    PRIMARY KEY (connection, resource, pass, hi)
);

CREATE TABLE object (
    connection INT64 NOT NULL,
    id TEXT NOT NULL,
    object INT64 NOT NULL,
    kind INT16 NOT NULL,
    customer INT64 NOT NULL,
    profile INT64 NOT NULL,
    fetch_no INT64 NOT NULL,
    digest INT64 NOT NULL,
    gone INT16 NOT NULL,
    PRIMARY KEY (connection, id)
);

CREATE TABLE body (
    block INT64 NOT NULL,
    object INT64 PRIMARY KEY,
    dictionary INT64 NOT NULL,
    bytes BYTES NOT NULL
);

CREATE TABLE dictionary (
    id INT64 PRIMARY KEY,
    bytes BYTES NOT NULL
);

CREATE TABLE customer (
    block INT64 NOT NULL,
    profile INT64 NOT NULL,
    object INT64 NOT NULL,
    id TEXT NOT NULL,
    created INT64 NOT NULL,
    deleted INT16 NOT NULL,
    currency TEXT,
    contact BYTES NOT NULL,
    PRIMARY KEY (block, profile, object)
);

CREATE TABLE fact (
    block INT64 NOT NULL,
    profile INT64 NOT NULL,
    at INT64 NOT NULL,
    object INT64 NOT NULL,
    kind INT16 NOT NULL,
    status INT16 NOT NULL,
    flags INT64 NOT NULL,
    customer INT64 NOT NULL,
    currency TEXT,
    total INT64 NOT NULL,
    paid INT64 NOT NULL,
    back INT64 NOT NULL,
    t1 INT64,
    t2 INT64,
    t3 INT64,
    parent INT64 NOT NULL,
    pay INT64 NOT NULL,
    name INT64 NOT NULL,
    lines BYTES,
    PRIMARY KEY (block, profile, at, object)
);

CREATE TABLE price (
    connection INT64 NOT NULL,
    id TEXT NOT NULL,
    metered INT16 NOT NULL,
    PRIMARY KEY (connection, id)
);

CREATE TABLE hint (
    connection INT64 NOT NULL,
    id TEXT NOT NULL,
    kind INT16 NOT NULL,
    first INT64 NOT NULL,
    seen INT64 NOT NULL,
    tries INT16 NOT NULL,
    PRIMARY KEY (connection, id)
);

CREATE TABLE moving (
    connection INT64 NOT NULL,
    customer INT64 NOT NULL,
    source INT64 NOT NULL,
    target INT64 NOT NULL,
    started INT64 NOT NULL,
    PRIMARY KEY (connection, source, customer)
);
