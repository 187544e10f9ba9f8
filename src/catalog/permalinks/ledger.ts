import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readLedgerSchema } from './create-ledger-file.ts';
import { openLedgerDatabase, openLedgerDatabaseToRead } from './open-ledger-database.ts';
import type { PermalinkLedger, PermalinkReader, PermalinkRow } from './permalink.ts';
import { withLedgerErrors } from './permalink-error.ts';
import { ledgerOf, readerOf, rowsOf } from './sqlite-ledger.ts';

/** Where the ledger of a data folder is. */
export const permalinksFile = (dataDir: string): string => join(dataDir, 'permalinks.db');

/**
 * Opens a ledger for writing; where there is none, it and its folder are made. Nothing that is there is
 * ever replaced.
 * @throws PermalinkError for a file that is damaged, of a later version, or not writable.
 */
export function openPermalinks(file: string): PermalinkLedger {
  using opened = new DisposableStack();
  const database = opened.use(openLedgerDatabase(file));
  const ledger = withLedgerErrors(file, () => ledgerOf(database, file), true);
  opened.move();
  return ledger;
}

/**
 * Opens a ledger for reading only, as many times as wanted, beside a writer in any process.
 * @throws PermalinkError for a file that is damaged, of a later version, missing or not readable.
 */
export function openPermalinkReader(file: string): PermalinkReader {
  using opened = new DisposableStack();
  const database = opened.use(openLedgerDatabaseToRead(file));
  const reader = withLedgerErrors(file, () => readerOf(database, file), true);
  opened.move();
  return reader;
}

/**
 * Reads the rows of a ledger up to that of a number, beside a writer in any process.
 * @throws PermalinkError as openPermalinkReader does.
 */
export function readRows(file: string, until: number): PermalinkRow[] {
  using database = openLedgerDatabaseToRead(file);
  return [...rowsOf(database, file, until)];
}

/** Opens an empty ledger in memory: for looking at a folder once, and for tests. */
export function openMemoryPermalinks(): PermalinkLedger {
  const database = new DatabaseSync(':memory:');
  database.exec(readLedgerSchema());
  return ledgerOf(database, 'the ledger in memory');
}

/**
 * Paths that a ledger knows, in order, each once: at most `limit` of those that come after `after`, beside a writer in any
 * process. @throws PermalinkError as openPermalinkReader does.
 */
export function readPathsAfter(file: string, after: string, limit: number): readonly string[] {
  using database = openLedgerDatabaseToRead(file);
  return withLedgerErrors(file, () =>
    database
      .prepare('SELECT DISTINCT path FROM permalink WHERE path > ? ORDER BY path LIMIT ?')
      .all(after, limit)
      .map((row) => String(row['path'])),
  );
}
