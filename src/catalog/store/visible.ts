/** The condition under which an article shows on a surface at `:now`; mirrors domain/visibility. */
export const VISIBLE = 'is_draft = 0 AND published_ms <= :now AND (expires_ms IS NULL OR expires_ms > :now)';

/** The condition under which it shows on lists of `:edition` at `:now`. */
export const VISIBLE_IN = `edition = :edition AND ${VISIBLE}`;

/** The condition under which something is of any of `:editions`, a list of their names as JSON: an index that begins with the edition serves it. */
export const IN_EDITIONS = 'edition IN (SELECT value FROM json_each(:editions))';

/** The condition under which the article of a file, or of a path of the site, `:article`, shows at `:now`. */
export const VISIBLE_NAMED = `(file = :article OR path = :article) AND ${VISIBLE}`;

/** The articles of `:edition` under the topic or author `:slug`, as `:kind` says, that show at `:now`; newest first. */
export const VISIBLE_UNDER_LABEL = `FROM article_label AS label JOIN article ON article.id = label.article_id
  WHERE label.edition = :edition AND label.kind = :kind AND label.slug = :slug AND label.published_ms <= :now
    AND (article.expires_ms IS NULL OR article.expires_ms > :now)
  ORDER BY label.published_ms DESC, label.article_id DESC`;

/** The parts of the series `:slug` in `:edition` that show at `:now`; in an order of partOrder. */
export const VISIBLE_PARTS = `FROM article_series AS place JOIN article ON article.id = place.article_id
  WHERE place.edition = :edition AND place.slug = :slug AND place.published_ms <= :now
    AND (article.expires_ms IS NULL OR article.expires_ms > :now)`;
