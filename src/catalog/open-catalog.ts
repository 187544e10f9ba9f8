import { readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Raise it with every change of schema.sql, indexes.sql or of what is stored in a column. */
const SCHEMA_VERSION = 1;

const readSql = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Why a catalog has to be built from nothing. */
export type RebuildReason = 'absent' | 'unfinished' | 'other-version' | 'damaged';

export interface OpenedCatalog {
  readonly database: DatabaseSync;
  /** Null where the catalog stands and may be used as it is. */
  readonly rebuild: RebuildReason | null;
}

/** Opens an empty catalog in memory, to be ended by finishCatalog: for looking at a folder once. */
export function openMemoryCatalog(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec(readSql('schema.sql'));
  return database;
}

/**
 * Opens the catalog file for its one writer. A file that is missing, was left unfinished, is of another
 * version or damaged is replaced by an empty one without indexes, which is quick to fill and has to be
 * ended by finishCatalog. @throws Error from SQLite where the folder cannot be written.
 */
export function openCatalog(file: string): OpenedCatalog {
  const found = openExisting(file);
  if (typeof found !== 'string') return { database: found, rebuild: null };
  discardCatalog(file);
  const database = new DatabaseSync(file);
  // Nothing of an unfinished catalog is ever used, so that nothing need survive a crash.
  database.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144');
  database.exec(readSql('schema.sql'));
  return { database, rebuild: found };
}

/** Removes a catalog; nobody may have it open for writing. */
export function discardCatalog(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}

/** Whether an error of SQLite says that the file is damaged, so that it has to be built again. */
export const isDamage = (error: unknown): boolean =>
  [SQLITE_CORRUPT, SQLITE_NOTADB].includes(primaryCode(error));

/** Ends a first build: makes the indexes and lets readers in. The database stays open for writing. */
export function finishCatalog(database: DatabaseSync): void {
  database.exec(readSql('indexes.sql'));
  database.exec('PRAGMA optimize');
  // The version comes last: without it the file counts as unfinished.
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  prepareWriter(database);
}

/** Opens a finished catalog for reading only. @throws Error from SQLite where there is none. */
export function openCatalogReader(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true });
  database.exec('PRAGMA busy_timeout = 5000');
  return database;
}

function openExisting(file: string): DatabaseSync | RebuildReason {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { open: true });
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version === SCHEMA_VERSION && isSound(database)) {
      prepareWriter(database);
      return database;
    }
    const isEmpty = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.['count'] === 0;
    database.close();
    if (isEmpty) return 'absent';
    return version === 0 ? 'unfinished' : version === SCHEMA_VERSION ? 'damaged' : 'other-version';
  } catch (error) {
    database?.close();
    if (isUnwritable(error)) throw error;
    return 'damaged';
  }
}

/** WAL: readers see the last whole publish while the next is written; a crash loses none of the file. */
function prepareWriter(database: DatabaseSync): void {
  database.exec(
    'PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000',
  );
  database.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192');
}

/** Looks at the root of every table; reading all of a large catalog would take longer than building it. */
function isSound(database: DatabaseSync): boolean {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'article_search_%'")
    .all();
  for (const { name } of tables) database.prepare(`SELECT * FROM "${String(name)}" LIMIT 1`).get();
  return tables.length > 0;
}

const SQLITE_READONLY = 8;
const SQLITE_CORRUPT = 11;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

const isUnwritable = (error: unknown): boolean =>
  [SQLITE_READONLY, SQLITE_CANTOPEN].includes(primaryCode(error));

/** The low byte of a result code (https://www.sqlite.org/rescode.html); 0 for other errors. */
const primaryCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
