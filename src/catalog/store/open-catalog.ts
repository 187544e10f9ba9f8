import { readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { catalogSettings } from '../sqlite/settings.ts';
import { isUnwritable } from '../sqlite/sqlite-code.ts';

const readSql = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Why a catalog has to be built from nothing. */
export type RebuildReason = 'absent' | 'unfinished' | 'other-version' | 'followed' | 'damaged' | 'lost';

export interface OpenedCatalog {
  readonly database: DatabaseSync;
  /** Null where the catalog stands and may be used as it is. */
  readonly rebuild: RebuildReason | null;
}

/** Opens an empty catalog in memory, to be ended by makeIndexes: for looking at a folder once. */
export function openMemoryCatalog(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec(readSql('schema.sql'));
  return database;
}

/**
 * Opens an empty catalog, with indexes, that is thrown away when it is closed: for publishing apart from any site. SQLite
 * keeps in a nameless file of its own what does not fit into memory.
 */
export function openScratchCatalog(): DatabaseSync {
  using opened = new DisposableStack();
  const database = opened.use(new DatabaseSync(''));
  database.exec(readSql('schema.sql'));
  makeIndexes(database);
  database.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -65536');
  opened.move();
  return database;
}

export interface OpenCatalogOptions {
  /** The version that this program makes, a positive number of 31 bits: a catalog of another one is built again. */
  readonly version: number;
  /** Why the catalog has to be built again, where that is known: what is at its place is damaged, or another’s. */
  readonly discard?: 'damaged' | 'lost' | null;
  /** Takes out of a catalog, before it is thrown away, what nothing else knows. What it throws is its caller's loss. */
  readonly beforeDiscard?: (old: DatabaseSync) => void;
}

/**
 * Opens the catalog file for its one writer. A file that is missing, was left unfinished, is of another
 * version or damaged is replaced by an empty one without indexes, which is quick to fill and has to be
 * ended by makeIndexes and sealCatalog. @throws Error from SQLite where the folder cannot be written.
 */
export function openCatalog(file: string, options: OpenCatalogOptions): OpenedCatalog {
  const found = options.discard ?? openExisting(file, options.version);
  if (typeof found !== 'string') return { database: found, rebuild: null };
  // Of a lost one, the connection that held it has told all; of one that another followed, that one's program.
  if (found !== 'absent' && found !== 'lost' && found !== 'followed') lookBack(file, options.beforeDiscard);
  discardCatalog(file);
  using opened = new DisposableStack();
  const database = opened.use(new DatabaseSync(file));
  // Nothing of an unfinished catalog is ever used, so that nothing need survive a crash.
  database.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144');
  database.exec(readSql('schema.sql'));
  opened.move();
  return { database, rebuild: found };
}

/** Shows a catalog to whoever takes out of it what nothing else knows; damage goes as far as it goes. */
export function lookBack(file: string, take: ((old: DatabaseSync) => void) | undefined): void {
  let old: DatabaseSync | null = null;
  try {
    old = new DatabaseSync(file);
    take?.(old);
  } catch {
    // What could be taken was taken.
  } finally {
    old?.close();
  }
}

/** Removes a catalog; nobody may have it open for writing. */
export function discardCatalog(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}

/** Ends filling an empty catalog: makes the indexes and lets readers in. It stays open for writing. */
export function makeIndexes(database: DatabaseSync): void {
  database.exec(readSql('indexes.sql'));
  database.exec('PRAGMA optimize');
  prepareWriter(database);
}

/**
 * Says that a catalog of a version is whole, so that the next start uses it; every URL in it must be in the ledger before.
 * Its file may not be on the disk yet: until confirmOnDisk is told so, it is used only while the machine runs,
 * since a crash of the program leaves what the system has, and a crash of the machine does not.
 */
export function sealCatalog(database: DatabaseSync, version: number): void {
  catalogSettings(database).put('unsynced', bootId() ?? 'unknown');
  database.exec(`PRAGMA user_version = ${version}`);
}

/** Says that all of a sealed catalog is on the disk. */
export function confirmOnDisk(database: DatabaseSync): void {
  catalogSettings(database).remove('unsynced');
}

/** Tells one run of the machine from the next; null where the system does not say. */
function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}

/** Whether a catalog was left before all of it was on the disk, and the machine has started anew since. */
function isHalfOnDisk(database: DatabaseSync): boolean {
  const unsynced = catalogSettings(database).get('unsynced');
  return unsynced !== null && unsynced !== bootId();
}

/** Opens a finished catalog for reading only. @throws Error from SQLite where there is none. */
export function openCatalogReader(file: string): DatabaseSync {
  using opened = new DisposableStack();
  const database = opened.use(new DatabaseSync(file, { readOnly: true }));
  database.exec('PRAGMA busy_timeout = 5000');
  opened.move();
  return database;
}

function openExisting(file: string, wanted: number): DatabaseSync | RebuildReason {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { open: true });
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    const isFollowed = version > 0 && catalogSettings(database).get('followed') !== null;
    if (version === wanted && !isFollowed && isSound(database) && !isHalfOnDisk(database)) {
      prepareWriter(database);
      return database;
    }
    const isEmpty = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.['count'] === 0;
    database.close();
    if (isEmpty) return 'absent';
    if (isFollowed) return 'followed';
    return version === 0 ? 'unfinished' : version === wanted ? 'damaged' : 'other-version';
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
