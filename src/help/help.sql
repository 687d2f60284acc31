-- What readers say of help articles. Times are Micros.

-- name: keep_feedback
INSERT INTO help_feedback (account, seq, article, helpful, comment, actor, at)
SELECT $1, COALESCE(MAX(seq), 0) + 1, CAST($2 AS TEXT), CAST($3 AS SMALLINT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS BIGINT)
FROM help_feedback WHERE account = $1 RETURNING seq

-- name: list_feedback
SELECT seq, article, helpful, comment, actor, at FROM help_feedback WHERE account = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3
