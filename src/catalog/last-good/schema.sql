-- The last good version of every file of the content folder. Unlike the catalog it is not derived: a file that is
-- broken says no more what readers have of it. It outlives releases, so its version, which open-last-good.ts knows,
-- stands for this form alone, and what an earlier release wrote is brought to the present form, never thrown away.
CREATE TABLE good_version (
  key         INTEGER PRIMARY KEY,
  -- Path below the content folder.
  file        TEXT NOT NULL UNIQUE,
  -- The id under which readers know an article; NULL for other files.
  id          TEXT,
  -- Of the text as it was in the file, by which a moved file is known again.
  digest      TEXT NOT NULL,
  -- As the file system told it; -1 where that was not the file's state with this text, or is not known.
  mtime_ms    REAL NOT NULL,
  size_bytes  INTEGER NOT NULL,
  -- 0: earlier releases asked when the file was made, and this form is theirs.
  created_ms  REAL NOT NULL,
  -- In Zstandard.
  text        BLOB NOT NULL
) STRICT;
