-- Tables: template, template_revision, image.
--
-- template: kind as templates::Kind; folded: the name by which two are the same; version: one more after each change, of
-- the name too; revision: the newest one's number, which is the draft; published: the number of the one that is sent, 0 for
-- none; created and updated in microseconds; actor: who changed it last ("usr_…", "key_…"); archived: when it was put away,
-- in microseconds, NULL for not.
-- template_revision: content as JSON (content.h); saved in microseconds; published: when it was first, in microseconds, 0
-- for never; restored: the revision that it was taken from, 0 for none.
-- image: file: where it lies under /images; name: of the file it came from; width and height in pixels; size in bytes; created in
-- microseconds; actor: who brought it.

-- name: list
SELECT t.template, t.kind, t.name, t.version, t.revision, t.published, t.created, t.updated, t.actor, coalesce(r.published, 0), coalesce(t.archived, 0)
  FROM template t LEFT JOIN template_revision r ON r.template = t.template AND r.revision = t.published
 WHERE t.account = $1 ORDER BY t.created DESC, t.template DESC

-- name: find
SELECT t.template, t.kind, t.name, t.version, t.revision, t.published, t.created, t.updated, t.actor, coalesce(r.published, 0), coalesce(t.archived, 0)
  FROM template t LEFT JOIN template_revision r ON r.template = t.template AND r.revision = t.published
 WHERE t.account = $1 AND t.template = $2

-- name: find_name
SELECT template FROM template WHERE account = $1 AND kind = $2 AND folded = $3

-- name: count
SELECT count(*) FROM template WHERE account = $1

-- name: insert
INSERT INTO template (template, account, kind, name, folded, version, revision, published, created, updated, actor)
VALUES ($1, $2, $3, $4, $5, 1, 1, 0, $6, $6, $7)

-- name: update
UPDATE template SET name = $3, folded = $4, version = $5, revision = $6, published = $7, updated = $8, actor = $9, archived = $10
 WHERE account = $1 AND template = $2

-- name: delete
DELETE FROM template WHERE account = $1 AND template = $2

-- name: delete_revisions
DELETE FROM template_revision WHERE template = $1

-- name: put_revision
INSERT INTO template_revision (template, revision, content, saved, actor, published, restored)
VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (template, revision) DO UPDATE SET content = excluded.content, saved = excluded.saved,
        actor = excluded.actor, published = excluded.published, restored = excluded.restored

-- name: revision
SELECT revision, content, saved, actor, published, restored FROM template_revision WHERE template = $1 AND revision = $2

-- name: revisions
SELECT revision, '', saved, actor, published, restored FROM template_revision WHERE template = $1 ORDER BY revision DESC

-- name: delete_revision
DELETE FROM template_revision WHERE template = $1 AND revision = $2

-- name: snippets
-- Not those that were put away.
SELECT name, published FROM template WHERE account = $1 AND kind = $2 AND archived IS NULL ORDER BY folded

-- name: snippet_contents
-- What is sent; of a snippet that never was published, its draft.
SELECT t.folded, r.content
  FROM template t JOIN template_revision r
    ON r.template = t.template AND r.revision = CASE WHEN t.published > 0 THEN t.published ELSE t.revision END
 WHERE t.account = $1 AND t.kind = $2 AND t.archived IS NULL AND t.folded IN {{list $3 text}}

-- name: contents
-- What is written in drafts and in what is sent.
SELECT t.template, t.kind, t.name, r.content
  FROM template t JOIN template_revision r ON r.template = t.template AND (r.revision = t.revision OR r.revision = t.published)
 WHERE t.account = $1 ORDER BY t.template

-- name: insert_image
INSERT INTO image (image, account, file, name, width, height, size, created, actor, bytes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: images
SELECT image, account, file, name, width, height, size, created, actor FROM image
 WHERE account = $1 ORDER BY created DESC, image DESC

-- name: image
SELECT image, account, file, name, width, height, size, created, actor FROM image WHERE account = $1 AND image = $2

-- name: image_of_file
SELECT image, account, file, name, width, height, size, created, actor FROM image WHERE file = $1

-- name: image_bytes
SELECT bytes FROM image WHERE file = $1

-- name: delete_image
DELETE FROM image WHERE account = $1 AND image = $2
