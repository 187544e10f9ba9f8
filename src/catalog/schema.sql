-- The catalog is derived from the content folder: delete it and it is built again.

CREATE TABLE article (
  id             TEXT PRIMARY KEY,
  file           TEXT NOT NULL UNIQUE,
  path           TEXT NOT NULL UNIQUE,
  title          TEXT NOT NULL,
  section        TEXT,
  published_ms   INTEGER NOT NULL,
  published_day  TEXT NOT NULL,
  expires_ms     INTEGER,
  is_draft       INTEGER NOT NULL,
  -- What a list shows of it: a Teaser record as JSON.
  teaser         TEXT NOT NULL,
  -- Everything but the body: an Article as JSON.
  record         TEXT NOT NULL,
  body_html      TEXT NOT NULL
) STRICT;

-- Lists show newest first and never drafts; embargo and expiry are compared with the clock at each query.
CREATE INDEX article_newest ON article (published_ms DESC, id DESC) WHERE is_draft = 0;
CREATE INDEX article_section ON article (section, published_ms DESC, id DESC) WHERE is_draft = 0;
CREATE INDEX article_day ON article (published_day DESC, published_ms DESC, id DESC, expires_ms) WHERE is_draft = 0;

-- Topics and authors: what an article is listed under besides its section and its day.
CREATE TABLE article_label (
  kind          TEXT NOT NULL CHECK (kind IN ('topic', 'author')),
  slug          TEXT NOT NULL,
  published_ms  INTEGER NOT NULL,
  article_id    TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  name          TEXT NOT NULL,
  PRIMARY KEY (kind, slug, published_ms DESC, article_id DESC)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_label_article ON article_label (article_id);

-- Other paths that lead to an article. Where two claim one, the first in the folder has it.
CREATE TABLE article_alias (
  path        TEXT PRIMARY KEY,
  article_id  TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX article_alias_article ON article_alias (article_id);

CREATE TABLE standing_page (
  path       TEXT PRIMARY KEY,
  title      TEXT NOT NULL,
  position   INTEGER NOT NULL,
  is_draft   INTEGER NOT NULL,
  record     TEXT NOT NULL,
  body_html  TEXT NOT NULL
) STRICT;

CREATE TABLE top_story (
  position  INTEGER PRIMARY KEY,
  text      TEXT,
  article   TEXT,
  url       TEXT
) STRICT;

CREATE TABLE partner_outlet (
  position  INTEGER PRIMARY KEY,
  record    TEXT NOT NULL
) STRICT;
