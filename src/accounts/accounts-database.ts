import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '../storage/make-folder.ts';
import { isDatabaseDamage } from '../storage/sqlite-damage.ts';
import { AccountsError } from './accounts-error.ts';

/** The tables that this program writes; a later one has a higher number. */
const VERSION = 1;

/** How long one process waits for another that writes, in ms. */
const BUSY_TIMEOUT_MS = 5000;

/** Times are milliseconds since 1970; of secrets, digests alone are stored. */
const TABLES = `
CREATE TABLE person (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, email TEXT NOT NULL, role TEXT NOT NULL,
  added_at INTEGER NOT NULL, password TEXT
) STRICT;
CREATE TABLE passkey (
  id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person ON DELETE CASCADE, public_key BLOB NOT NULL,
  counter INTEGER NOT NULL, transports TEXT NOT NULL, label TEXT NOT NULL, added_at INTEGER NOT NULL, used_at INTEGER
) STRICT;
CREATE INDEX passkey_person ON passkey (person);
CREATE TABLE invitation (
  person TEXT PRIMARY KEY REFERENCES person ON DELETE CASCADE, digest TEXT NOT NULL UNIQUE, until INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
  digest TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
  way TEXT NOT NULL, started_at INTEGER NOT NULL, used_at INTEGER NOT NULL, address TEXT, browser TEXT
) STRICT;
CREATE INDEX session_person ON session (person);
CREATE TABLE device (
  digest TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person ON DELETE CASCADE, until INTEGER NOT NULL
) STRICT;
CREATE INDEX device_person ON device (person);
CREATE TABLE token (
  digest TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
  label TEXT NOT NULL, may TEXT NOT NULL, made_at INTEGER NOT NULL, until INTEGER NOT NULL, used_at INTEGER
) STRICT;
CREATE INDEX token_person ON token (person);
CREATE TABLE audit (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, person TEXT, act TEXT NOT NULL, file TEXT, detail TEXT, address TEXT
) STRICT;
`;

/**
 * Opens the accounts, making the file where there is none. Several processes may have it open, such as a command while the
 * desk runs. A commit is on the disk when it returns: what was taken from somebody does not come back with the power.
 * @throws AccountsError for a file that is damaged, of a later version, or not writable. An empty one is never begun in its place:
 * that would lock everybody out.
 */
export function openAccountsDatabase(file: string): DatabaseSync {
  try {
    makeFolder(dirname(file));
    return openChecked(file);
  } catch (error) {
    if (error instanceof AccountsError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw isDatabaseDamage(error) ? damaged(file, reason, error) : unreadable(file, reason, error);
  }
}

function openChecked(file: string): DatabaseSync {
  const isThere = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304',
    );
    database.exec('PRAGMA foreign_keys = ON');
    if (isThere) {
      const found = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
      if (found !== 'ok') throw damaged(file, String(found));
    }
    makeTables(database, file);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Of two processes that begin a file at once, one waits for the other, and finds the tables. */
function makeTables(database: DatabaseSync, file: string): void {
  database.exec('BEGIN IMMEDIATE');
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > VERSION) throw tooNew(file, version);
  if (version === 0) database.exec(`${TABLES} PRAGMA user_version = ${VERSION}`);
  database.exec('COMMIT');
}

function tooNew(file: string, version: number): AccountsError {
  return new AccountsError(
    'accounts-too-new',
    `${file}: the accounts of the desk have version ${version}, and this Dateline knows version ${VERSION}. Run the ` +
      'Dateline that wrote them, or a later one.',
  );
}

function damaged(file: string, reason: string, cause?: unknown): AccountsError {
  return new AccountsError(
    'accounts-damaged',
    `${file}: the accounts of the desk are damaged (${reason}). Put a backup in its place, without -wal and -shm files ` +
      'beside it; or move it away, and add everybody again with "dateline desk add".',
    { cause },
  );
}

function unreadable(file: string, reason: string, cause: unknown): AccountsError {
  return new AccountsError(
    'accounts-unreadable',
    `${file}: the accounts of the desk cannot be opened (${reason}). Run the command as the user of the server, who has to ` +
      'be able to read and write the file and its folder, or make room on its disk.',
    { cause },
  );
}
