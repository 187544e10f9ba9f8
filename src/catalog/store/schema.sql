-- The catalog is derived from the content folder and from last-good.db, which keeps what the folder says no more:
-- delete it and it is built again. So it is by every release that makes another catalog of the same files, whatever
-- differs: this file, the program that reads and stores, its libraries, Node's Unicode data; see ingest/build/catalog-makers.ts.

-- Articles as readers may find them: the last version of each file that could be published.
CREATE TABLE article (
  key            INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  file           TEXT NOT NULL UNIQUE,
  path           TEXT NOT NULL UNIQUE,
  -- The last part of its path, by which links name it.
  slug           TEXT NOT NULL,
  -- The edition whose lists have it: `` for the one in the site's own language. See domain/edition.ts.
  edition        TEXT NOT NULL,
  -- What it has in common with the same story in other languages; NULL for none.
  translation    TEXT,
  title          TEXT NOT NULL,
  section        TEXT,
  type           TEXT NOT NULL,
  published_ms   INTEGER NOT NULL,
  published_day  TEXT NOT NULL,
  expires_ms     INTEGER,
  is_draft       INTEGER NOT NULL,
  -- The last real change and the newest correction that it names, those ahead included; NULL for none.
  modified_ms    INTEGER NOT NULL,
  corrected_ms   INTEGER,
  -- The lead picture's src where its focal point is named: only such crops of it are made.
  focus_src      TEXT,
  -- The lead picture's src, whatever it is: its month's sitemap names it.
  lead_src       TEXT,
  -- What its file says that machines may do with it: AiPreferences as JSON; NULL for most.
  ai             TEXT,
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
  edition       TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('topic', 'author')),
  slug          TEXT NOT NULL,
  published_ms  INTEGER NOT NULL,
  article_id    TEXT NOT NULL,
  name          TEXT NOT NULL,
  PRIMARY KEY (edition, kind, slug, published_ms DESC, article_id DESC)
) STRICT, WITHOUT ROWID;

-- The parts of series, in the order in which readers read them: those without a number come last, by date.
CREATE TABLE article_series (
  edition       TEXT NOT NULL,
  slug          TEXT NOT NULL,
  part          INTEGER NOT NULL,
  published_ms  INTEGER NOT NULL,
  article_id    TEXT NOT NULL,
  name          TEXT NOT NULL,
  PRIMARY KEY (edition, slug, part, published_ms, article_id)
) STRICT, WITHOUT ROWID;

-- How many articles of an edition readers found at the moment that the setting `tallied` tells: of all, of a section, topic,
-- author, series or day, and how many corrections. Nothing stands here that is 0.
CREATE TABLE tally (
  edition  TEXT NOT NULL,
  kind     TEXT NOT NULL,
  slug     TEXT NOT NULL,
  count    INTEGER NOT NULL,
  -- How readers see a topic, an author or a series written; NULL for the rest.
  name     TEXT,
  PRIMARY KEY (edition, kind, slug)
) STRICT, WITHOUT ROWID;

-- What the files of `authors/` say.
CREATE TABLE author_profile (
  slug       TEXT PRIMARY KEY,
  file       TEXT NOT NULL,
  record     TEXT NOT NULL,
  body_html  TEXT NOT NULL
) STRICT;

-- Every slug by which articles may name an author who has a profile, and whom it means; see author-aliases.ts.
CREATE TABLE author_alias (
  alias  TEXT PRIMARY KEY,
  slug   TEXT NOT NULL,
  name   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The slugs of authors as files write them, of articles that show others or may come to: their ids, and names that
-- profiles have otherwise. Without a reference to the article: article-store.ts keeps them in step.
CREATE TABLE article_byline (
  slug         TEXT NOT NULL,
  article_key  INTEGER NOT NULL,
  PRIMARY KEY (slug, article_key)
) STRICT, WITHOUT ROWID;

-- Other addresses that lead to an article. Where several ask for one, the query chooses: the lower rank comes first.
CREATE TABLE article_alias (
  path         TEXT NOT NULL,
  -- 0 as its file says; by the patterns of site.yaml, which take nothing from anybody, 1 in the site's language, 2 in others.
  rank         INTEGER NOT NULL,
  article_key  INTEGER NOT NULL REFERENCES article (key),
  -- What readers may write for it, where that is another text: see domain/addresses/near-address.ts.
  near         TEXT,
  PRIMARY KEY (path, rank, article_key)
) STRICT, WITHOUT ROWID;

-- What links call an article besides its slug: by its file where that says another, by the file that it was first; see
-- domain/marks/file-marks.ts. Without a reference to the article: article-store.ts keeps them in step.
CREATE TABLE article_name (
  name         TEXT NOT NULL,
  article_key  INTEGER NOT NULL,
  PRIMARY KEY (name, article_key)
) STRICT, WITHOUT ROWID;

-- What articles show of other sites, by its subject: see domain/embeds. Without a reference to the article: article-store.ts
-- keeps them in step.
CREATE TABLE article_embed (
  article_key  INTEGER NOT NULL,
  subject      TEXT NOT NULL,
  PRIMARY KEY (article_key, subject)
) STRICT, WITHOUT ROWID;

-- What its provider told of a subject, as pages show it; kept in embeds.db as well.
CREATE TABLE embed (
  subject  TEXT PRIMARY KEY,
  -- EmbedFacts as JSON.
  facts    TEXT NOT NULL
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

-- Articles that the search index holds, in the order of time: see searchIdOf in search/search-store.ts.
CREATE TABLE search_document (
  search_id     INTEGER PRIMARY KEY,
  article_key   INTEGER NOT NULL UNIQUE REFERENCES article (key),
  published_ms  INTEGER NOT NULL,
  expires_ms    INTEGER
) STRICT;

-- Apart, so that the rows above are short: the plain text of a body, in Zstandard, of which snippets are made.
CREATE TABLE search_text (
  search_id   INTEGER PRIMARY KEY,
  plain_text  BLOB NOT NULL
) STRICT;

-- Every word that was ever indexed, folded, and the stem by which the index knows it, or the stems with spaces
-- between them where it was written with hyphens, apostrophes or full stops: see search/compound-word.ts. For
-- these, for beginnings of words and for suggestions. Words of articles that are gone stay; whoever uses one asks
-- the index.
CREATE TABLE search_word (
  word  TEXT NOT NULL,
  stem  TEXT NOT NULL,
  PRIMARY KEY (word, stem)
) STRICT, WITHOUT ROWID;

-- Every language that a story was ever indexed in, by whose rules its words are stemmed: BCP 47 tags. As with words, those
-- of stories that are gone stay.
CREATE TABLE search_language (language TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Both hold stems, made by search/fold-word.ts and divided by spaces; rows are those of search_document. The
-- smaller one holds what an article is about: most searches find a page of results there.
CREATE VIRTUAL TABLE article_search USING fts5 (
  title, description, body, labels, content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE article_search_head USING fts5 (
  title, description, often, labels, content = '', contentless_delete = 1, tokenize = 'ascii'
);
-- Larger pieces, merged less often: an archive is indexed in half the time.
INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 8388608), ('automerge', 8);
INSERT INTO article_search_head (article_search_head, rank) VALUES ('hashsize', 8388608), ('automerge', 8);

-- Related stories; src/catalog/related fills this behind the publish. Without references to the article:
-- article-store.ts keeps them in step.
CREATE TABLE article_related (
  article_key  INTEGER NOT NULL,
  related_key  INTEGER NOT NULL,
  -- The higher, the more alike.
  score        INTEGER NOT NULL,
  PRIMARY KEY (article_key, related_key)
) STRICT, WITHOUT ROWID;

-- Articles whose lists are to be made.
CREATE TABLE article_unrelated (article_key INTEGER PRIMARY KEY) STRICT;

-- Every file that was read, good or bad, as it was then.
CREATE TABLE source (
  folder       TEXT NOT NULL,
  name         TEXT NOT NULL,
  -- As the file system told it; -1 where the file was too fresh to rely on it.
  mtime_ms     REAL NOT NULL,
  size_bytes   INTEGER NOT NULL,
  digest       TEXT NOT NULL,
  -- What an article asked for and did not get: it is tried again when that becomes free.
  wanted_path  TEXT,
  wanted_id    TEXT,
  -- A list of Problem as JSON; NULL for none.
  problems     TEXT,
  PRIMARY KEY (folder, name)
) STRICT, WITHOUT ROWID;

-- Files of articles whose last good version may not yet be in last-good.db as it is here; see last-good/keep-articles.ts.
CREATE TABLE file_unkept (file TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- What links lead to that is not there, by the files that have them: see links/awaited-links.ts.
CREATE TABLE link_awaited (
  target  TEXT NOT NULL,
  file    TEXT NOT NULL,
  PRIMARY KEY (target, file)
) STRICT, WITHOUT ROWID;

CREATE TABLE standing_page (
  path       TEXT PRIMARY KEY,
  -- Here and below: in which edition it stands, by its prefix; `` for the site's own.
  edition    TEXT NOT NULL,
  file       TEXT NOT NULL,
  title      TEXT NOT NULL,
  position   INTEGER NOT NULL,
  is_draft   INTEGER NOT NULL,
  record     TEXT NOT NULL,
  body_html  TEXT NOT NULL
) STRICT;

CREATE TABLE top_story (
  edition   TEXT NOT NULL,
  position  INTEGER NOT NULL,
  text      TEXT,
  article   TEXT,
  url       TEXT,
  -- From when on it is pinned no more; NULL for never.
  until_ms  INTEGER,
  PRIMARY KEY (edition, position)
) STRICT, WITHOUT ROWID;

-- What front.yaml, the files of fronts/ and those of other editions say: `` is the home front, `world` that of a section,
-- `ru/` and `ru/world` those of an edition; see domain/front.ts.
CREATE TABLE front_file (
  name    TEXT PRIMARY KEY,
  -- FrontFile as JSON.
  record  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The line above every page of an edition; no row for none.
CREATE TABLE banner (
  edition   TEXT PRIMARY KEY,
  -- Banner as JSON.
  record    TEXT NOT NULL,
  until_ms  INTEGER
) STRICT, WITHOUT ROWID;

-- Moments at which picks and blocks end, as their files say.
CREATE TABLE front_event (
  at_ms  INTEGER NOT NULL,
  name   TEXT NOT NULL,
  PRIMARY KEY (at_ms, name)
) STRICT, WITHOUT ROWID;

-- What readers read most, in order; see ingest/behind/maintain-page-views.ts.
CREATE TABLE most_read (
  position    INTEGER PRIMARY KEY,
  article_id  TEXT NOT NULL
) STRICT;

CREATE TABLE partner_outlet (
  edition   TEXT NOT NULL,
  position  INTEGER NOT NULL,
  -- PartnerOutlet as JSON.
  record    TEXT NOT NULL,
  PRIMARY KEY (edition, position)
) STRICT, WITHOUT ROWID;

-- What the feeds of outlets brought, as pages show it, by the address in partners.yaml.
CREATE TABLE partner_news (
  feed    TEXT PRIMARY KEY,
  -- FetchedNews as JSON.
  record  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Pictures and other files of the site that articles and pages name, as they were when they were last read.
CREATE TABLE picture (
  -- The path on the site.
  src         TEXT PRIMARY KEY,
  -- Where the file is, below the content folder.
  folder      TEXT NOT NULL,
  name        TEXT NOT NULL,
  -- As of a source; NULL where no file was there.
  mtime_ms    REAL,
  size_bytes  INTEGER,
  -- How much of the path a text says itself, in segments from its end, and whether the file may lie anywhere.
  tail        INTEGER NOT NULL DEFAULT 1,
  is_anywhere INTEGER NOT NULL DEFAULT 0,
  -- What its name has in common with those of other sizes of it (src/domain/pictures/plain-name.ts).
  plain_name  TEXT NOT NULL DEFAULT '',
  -- The src of the file that was found elsewhere and is shown in its stead where none is there; NULL for none.
  alternative TEXT,
  -- PictureFacts as JSON, and their hash, or FileFacts, which have none; NULL for what cannot be shown.
  facts       TEXT,
  hash        TEXT,
  -- What is wrong with it: a Problem as JSON; NULL for nothing.
  problem     TEXT,
  -- Whether a text surely shows it; else its name stands in a sentence only, or was made of parts of one.
  is_named    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Facts about the whole: `site` and what else settings.ts names.
CREATE TABLE setting (
  name   TEXT PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
