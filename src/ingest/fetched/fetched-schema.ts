/** Raised with each change of the tables that the statements of another release would not bear. */
export const FETCHED_VERSION = 1;

/** The tables of the list of fetched pictures. Moments are milliseconds since 1970. */
export const FETCHED_SCHEMA = `
CREATE TABLE IF NOT EXISTS picture (
  src TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  -- Of the file that is kept; null where none is.
  bytes INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  tried_ms INTEGER,
  next_ms INTEGER NOT NULL,
  -- Why it failed last, a Finding as JSON.
  problem TEXT,
  -- Since when nobody shows it; null where somebody does.
  unnamed_ms INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS picture_waiting ON picture (host, next_ms) WHERE bytes IS NULL;
CREATE INDEX IF NOT EXISTS picture_unnamed ON picture (unnamed_ms) WHERE unnamed_ms IS NOT NULL;
CREATE TABLE IF NOT EXISTS owner (
  owner TEXT NOT NULL,
  src TEXT NOT NULL,
  PRIMARY KEY (owner, src)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS owner_of ON owner (src);
CREATE TABLE IF NOT EXISTS born (only INTEGER PRIMARY KEY CHECK (only = 1), ms INTEGER NOT NULL) STRICT;
`;
