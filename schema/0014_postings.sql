-- Under a term its people stand in the order of the list, so that a common word is read from where a page begins. An e-mail stands
-- behind an @, and the letters it begins with are a term of their own (src/profiles/search_terms.h).

-- profiles

CREATE TABLE posting (
    account INT64 NOT NULL,
    term TEXT NOT NULL,
    created INT64 NOT NULL,
    block INT64 NOT NULL,
    profile INT64 NOT NULL,
    PRIMARY KEY (account, term, created, profile)
);

INSERT INTO posting (account, term, created, block, profile)
SELECT t.account, CASE WHEN t.term LIKE '%@%' THEN substr('@' || t.term, 1, 80) ELSE t.term END, p.created, t.block, t.profile
  FROM term t JOIN profile p ON p.block = t.block AND p.profile = t.profile;

INSERT INTO posting (account, term, created, block, profile)
SELECT t.account, substr(t.term, 1, length(t.term) - length(ltrim(t.term, 'abcdefghijklmnopqrstuvwxyz'))), p.created, t.block, t.profile
  FROM term t JOIN profile p ON p.block = t.block AND p.profile = t.profile
 WHERE t.term LIKE '%@%' AND ltrim(t.term, 'abcdefghijklmnopqrstuvwxyz') <> t.term
    ON CONFLICT (account, term, created, profile) DO NOTHING;

DROP TABLE term;
