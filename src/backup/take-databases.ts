import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { SqliteCode, sqliteCode } from '../catalog/sqlite/sqlite-code.ts';
import type { DataDirName } from '../storage/data-dir-names.ts';
import { BackupError } from './backup-error.ts';
import { forgetInCopy } from './forget-in-copy.ts';

export interface TakeDatabasesOptions {
  /** Absolute paths; `to` exists. */
  readonly dataDir: string;
  readonly to: string;
  /** In the order in which their states are taken. */
  readonly names: readonly DataDirName[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of each that is copied. */
  readonly onCopied: () => void;
}

/** Copies of databases, and the moment of their states, in ms since 1970. */
export interface TakenDatabases {
  readonly at: number;
  readonly databases: readonly { readonly name: string; readonly form: number }[];
}

/** As long as a process that begins a database may hold it, in ms. */
const BUSY_MS = 10_000;
/** Pages of one step of SQLite. */
const STEP_PAGES = 1_000;

/**
 * Copies databases that others write to, by SQLite's own backup (https://www.sqlite.org/backup.html). First a state of each is
 * held, within milliseconds; then they are copied at leisure, while writers write on (https://www.sqlite.org/isolation.html, WAL).
 * Each copy is a file of its own, without a -wal file, and found whole. @throws BackupError for a damaged one, SQLite's error
 */
export async function takeDatabases(options: TakeDatabasesOptions): Promise<TakenDatabases> {
  const { dataDir, to, names, now, onCopied } = options;
  using opened = new DisposableStack();
  const held = names
    .filter(({ name }) => existsSync(join(dataDir, name)))
    .map(({ name }) => ({ name, database: opened.adopt(hold(join(dataDir, name)), closeOpen) }));
  const at = now();
  const databases: { name: string; form: number }[] = [];
  for (const { name, database } of held) {
    const copy = join(to, name);
    await naming(join(dataDir, name), () => backup(database, copy, { rate: STEP_PAGES }));
    // A state that is held keeps SQLite from tidying its log.
    database.close();
    databases.push({ name, form: await naming(join(dataDir, name), async () => finish(copy, name)) });
    onCopied();
  }
  return { at, databases };
}

const closeOpen = (database: DatabaseSync): void => {
  if (database.isOpen) database.close();
};

function hold(file: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS });
    // The first reading, not BEGIN, takes the state.
    database.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
    return database;
  } catch (error) {
    database?.close();
    throw unusable(file, error);
  }
}

/** Returns the form of its tables. */
function finish(copy: string, name: string): number {
  using database = new DatabaseSync(copy);
  database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL');
  forgetInCopy(name, database);
  database.exec('PRAGMA journal_mode = DELETE');
  const found = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
  if (found !== 'ok') throw new Error(String(found));
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

async function naming<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isDisk(error) ? error : unusable(file, error);
  }
}

/** What is of the disk, and of no database. */
const isDisk = (error: unknown): boolean =>
  sqliteCode(error) === SqliteCode.full || (error as { syscall?: unknown }).syscall !== undefined;

const unusable = (file: string, cause: unknown): BackupError => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new BackupError(
    'backup-database-damaged',
    `${file} cannot be backed up (${reason}). Run this as the server’s user or root. If the file is damaged, stop the server, move it away with its -wal and -shm files and put it back from the last whole backup; no older backup is removed meanwhile.`,
    { cause },
  );
};
