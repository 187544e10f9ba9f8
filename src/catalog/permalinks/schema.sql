-- Every URL the site ever published, and whose it was from then on. Not derived: back it up.

CREATE TABLE permalink (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms  INTEGER NOT NULL,
  path   TEXT NOT NULL,
  owner  TEXT NOT NULL,
  file   TEXT NOT NULL
) STRICT;

-- Of two rows the one with the later time holds, of one time the one with the higher seq.
CREATE INDEX permalink_path ON permalink (path, at_ms);
CREATE INDEX permalink_file ON permalink (file, at_ms);
CREATE INDEX permalink_owner ON permalink (owner, at_ms);

CREATE TRIGGER permalink_no_update BEFORE UPDATE ON permalink
BEGIN SELECT RAISE(ABORT, 'the permalink ledger is append-only'); END;

CREATE TRIGGER permalink_no_delete BEFORE DELETE ON permalink
BEGIN SELECT RAISE(ABORT, 'the permalink ledger is append-only'); END;

PRAGMA user_version = 1;
