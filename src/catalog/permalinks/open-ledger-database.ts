import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createLedgerFile } from './create-ledger-file.ts';
import { damagedLedger, PermalinkError, withLedgerErrors } from './permalink-error.ts';

/** The schema that this program writes. */
const VERSION = 1;
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens a ledger for writing; one that is absent is made. A commit is on the disk when it returns.
 * @throws PermalinkError for a file that is damaged, of a later version, or not writable.
 */
export function openLedgerDatabase(file: string): DatabaseSync {
  return withLedgerErrors(
    file,
    () => {
      if (sizeOf(file) === null) {
        if (sizeOf(`${file}-wal`)) {
          throw damagedLedger(file, 'it is missing, while the -wal file that belongs to it is there');
        }
        createLedgerFile(file);
      }
      return openChecked(file, false);
    },
    true,
  );
}

/**
 * Opens a ledger that exists for reading only.
 * @throws PermalinkError as openLedgerDatabase does, and for a file that is missing.
 */
export function openLedgerDatabaseToRead(file: string): DatabaseSync {
  return withLedgerErrors(
    file,
    () => {
      assertLedgerExists(file);
      return openChecked(file, true);
    },
    true,
  );
}

/** @throws PermalinkError `permalinks-missing` where there is no file. */
export function assertLedgerExists(file: string): void {
  if (sizeOf(file) !== null) return;
  throw new PermalinkError(
    'permalinks-missing',
    `${file}: there is no permalink ledger. Set DATA_DIR to the folder that the server uses, or start the ` +
      'server once, which makes one.',
  );
}

function openChecked(file: string, readOnly: boolean): DatabaseSync {
  // SQLite takes a file without bytes for a new database, but a ledger never is one.
  if (sizeOf(file) === 0) throw damagedLedger(file, 'it is empty');
  const database = new DatabaseSync(file, { readOnly, timeout: BUSY_TIMEOUT_MS });
  try {
    checkVersion(database, file);
    // Before anything is written: it throws where the table is not ours.
    database.prepare('SELECT seq, at_ms, path, owner, file FROM permalink LIMIT 1').get();
    if (!readOnly) prepareToWrite(database, file);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function checkVersion(database: DatabaseSync, file: string): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > VERSION) {
    throw new PermalinkError(
      'permalinks-too-new',
      `${file}: the permalink ledger has version ${version}, and this Dateline knows version ${VERSION}. ` +
        'Run the Dateline that wrote it, or a later one; or move the file away, and import an export or rebuild ' +
        'it from git with "dateline permalinks".',
    );
  }
  if (version < VERSION) throw damagedLedger(file, 'it is a database of another kind');
}

function prepareToWrite(database: DatabaseSync, file: string): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  // The log shrinks again after a large transaction.
  database.exec('PRAGMA cache_size = -4096; PRAGMA journal_size_limit = 4194304');
  // Without it INSERT OR REPLACE would pass by the trigger that forbids deleting.
  database.exec('PRAGMA recursive_triggers = ON');
  const finding = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (finding !== 'ok') throw damagedLedger(file, String(finding));
  database.exec('BEGIN IMMEDIATE; ROLLBACK');
}

/** Bytes of a file; null where there is none. */
const sizeOf = (file: string): number | null => statSync(file, { throwIfNoEntry: false })?.size ?? null;
