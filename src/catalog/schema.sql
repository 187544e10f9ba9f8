-- The catalog is derived from the content folder: delete it and it is built again. Its version is in
-- open-catalog.ts; raise it with every change here.

-- Articles as readers may find them: the last version of each file that could be published.
CREATE TABLE article (
  key            INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  file           TEXT NOT NULL UNIQUE,
  path           TEXT NOT NULL UNIQUE,
  title          TEXT NOT NULL,
  section        TEXT,
  published_ms   INTEGER NOT NULL,
  published_day  TEXT NOT NULL,
  expires_ms     INTEGER,
  is_draft       INTEGER NOT NULL,
  -- The last real change and the newest correction that it names, those ahead included; NULL for none.
  modified_ms    INTEGER NOT NULL,
  corrected_ms   INTEGER,
  -- The lead picture's src where its focal point is named: only such crops of it are made.
  focus_src      TEXT,
  -- Digest of the file's text, by which a moved file is known again.
  digest         TEXT NOT NULL,
  -- What a list shows of it: a Teaser as JSON.
  teaser         TEXT NOT NULL,
  -- Everything but the body: an ArticleRecord as JSON.
  record         TEXT NOT NULL
) STRICT;

-- Apart from the rest, so that lists read short rows.
CREATE TABLE article_text (
  article_key  INTEGER PRIMARY KEY REFERENCES article (key),
  -- The whole source of the published version, and where its body begins.
  text         TEXT NOT NULL,
  body_start   INTEGER NOT NULL,
  -- Kept where rendering takes long or needs more than the text; else NULL, and made on request.
  body_html    TEXT,
  word_count   INTEGER
) STRICT;

-- Topics and authors: what an article is listed under besides its section and its day. Without a reference to
-- the article, which would take a second index as large as the table: article-store.ts keeps them in step.
CREATE TABLE article_label (
  kind          TEXT NOT NULL CHECK (kind IN ('topic', 'author')),
  slug          TEXT NOT NULL,
  published_ms  INTEGER NOT NULL,
  article_id    TEXT NOT NULL,
  name          TEXT NOT NULL,
  PRIMARY KEY (kind, slug, published_ms DESC, article_id DESC)
) STRICT, WITHOUT ROWID;

-- Other paths that lead to an article, as its file says. Where several ask for one, the query chooses.
CREATE TABLE article_alias (
  path         TEXT NOT NULL,
  article_key  INTEGER NOT NULL REFERENCES article (key),
  PRIMARY KEY (path, article_key)
) STRICT, WITHOUT ROWID;

-- Moments, ahead when they were written, at which an article's pages change by themselves.
CREATE TABLE article_event (
  at_ms        INTEGER NOT NULL,
  article_key  INTEGER NOT NULL REFERENCES article (key),
  PRIMARY KEY (at_ms, article_key)
) STRICT, WITHOUT ROWID;

-- Articles that the search index does not hold yet, and whose bodies were not looked through.
CREATE TABLE article_unindexed (
  article_key  INTEGER PRIMARY KEY REFERENCES article (key)
) STRICT;

-- Rows have the keys of articles.
CREATE VIRTUAL TABLE article_search USING fts5 (
  title, description, body, tokenize = 'unicode61 remove_diacritics 2'
);
-- Larger pieces, merged less often: an archive is indexed in half the time.
INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 8388608);
INSERT INTO article_search (article_search, rank) VALUES ('automerge', 8);

-- Every file that was read, good or bad, as it was then.
CREATE TABLE source (
  folder       TEXT NOT NULL,
  name         TEXT NOT NULL,
  -- As the file system told it; -1 where the file was too fresh to rely on it.
  mtime_ms     REAL NOT NULL,
  size_bytes   INTEGER NOT NULL,
  created_ms   REAL NOT NULL,
  digest       TEXT NOT NULL,
  -- What a refused article asked for: it is tried again when that becomes free.
  wanted_path  TEXT,
  wanted_id    TEXT,
  -- A list of Problem as JSON; NULL for none.
  problems     TEXT,
  PRIMARY KEY (folder, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE standing_page (
  path       TEXT PRIMARY KEY,
  file       TEXT NOT NULL,
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

-- Pictures that articles and pages name, as their files were when they were last read.
CREATE TABLE picture (
  -- The path on the site.
  src         TEXT PRIMARY KEY,
  -- Where the file is, below the content folder.
  folder      TEXT NOT NULL,
  name        TEXT NOT NULL,
  -- As of a source; NULL where no file was there.
  mtime_ms    REAL,
  size_bytes  INTEGER,
  -- PictureFacts as JSON, and their hash; NULL for a picture that cannot be shown.
  facts       TEXT,
  hash        TEXT,
  -- What is wrong with it: a Problem as JSON; NULL for nothing.
  problem     TEXT
) STRICT, WITHOUT ROWID;

-- Facts about the whole: `site` and what else settings.ts names.
CREATE TABLE setting (
  name   TEXT PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
