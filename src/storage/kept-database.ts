import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { setAside } from './set-aside.ts';
import { DamagedDatabaseError, isDatabaseDamage } from './sqlite-damage.ts';

export interface KeptDatabaseOptions<Store, Rows> {
  /** Absolute path; only one process may have it open. */
  readonly file: string;
  /** Prepares an open database, making its tables where there are none. */
  readonly prepare: (database: DatabaseSync) => Store;
  /** All that a store holds, and its way into another: for a file that was taken away. */
  readonly takeAll: (store: Store) => Rows;
  readonly putAll: (store: Store, rows: Rows) => void;
  /** How the log calls it, and what is lost with it: `the outbox`, `what waited to be told`. */
  readonly name: string;
  readonly lost: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** A small database of DATA_DIR that the site can do without, and goes on without where it has to. */
export interface KeptDatabase<Store> {
  /**
   * Runs synchronous work on it; where the file turns out to be damaged, on an empty one.
   * @throws Error from SQLite for any other fault, such as a full disk.
   */
  use<Result>(work: (store: Store) => Result): Result;
  close(): void;
}

interface Opened<Store> {
  readonly database: DatabaseSync;
  readonly store: Store;
  /** Which file it is; null for one in memory. */
  readonly id: string | null;
}

/** How often the file is looked for, and tried again where there is none, in ms. */
const LOOK_MS = 10_000;

/**
 * Opens a database, making it where there is none. A damaged one is set aside as `FILE.damaged`, at the start or later,
 * and an empty one begun. One that cannot be opened stands in memory until it can be. One that was removed or replaced
 * while it is open is written again. All of that is told once.
 */
export function openKeptDatabase<Store, Rows>(
  options: KeptDatabaseOptions<Store, Rows>,
): KeptDatabase<Store> {
  const { file, prepare, takeAll, putAll, name, lost, now, log } = options;
  let isTold = false;
  let lookedAt = now();
  let opened = openAnyhow();

  function openAnyhow(): Opened<Store> {
    try {
      return openSound(file, prepare);
    } catch (error) {
      return isDatabaseDamage(error) || isNoFile(file) ? beginAnew(error) : inMemory(error);
    }
  }

  function beginAnew(cause: unknown): Opened<Store> {
    try {
      const damaged = setAside(file);
      const begun = openSound(file, prepare);
      log.error(
        { err: cause, file, setAside: damaged },
        `${name} is damaged; ${lost} is lost, and an empty one is begun. The damaged file is kept beside it`,
      );
      return begun;
    } catch (error) {
      return inMemory(error);
    }
  }

  function inMemory(error: unknown): Opened<Store> {
    if (!isTold) {
      log.error(
        { err: error, file },
        `${name} cannot be opened; it stands in memory until it can be. Let the server’s user read and write the ` +
          'file, or make room on its disk',
      );
    }
    isTold = true;
    const database = new DatabaseSync(':memory:');
    return { database, store: prepare(database), id: null };
  }

  /** Takes what is open to the file, where that is another than the open one, or could not be opened before. */
  function look(): void {
    const passed = now() - lookedAt;
    if (passed >= 0 && passed < LOOK_MS) return;
    lookedAt = now();
    if (opened.id !== null && identify(file) === opened.id) return;
    const before = opened;
    const rows = takeAll(before.store);
    before.database.close();
    opened = openAnyhow();
    putAll(opened.store, rows);
    if (opened.id === null) return;
    if (before.id === null) log.info({ file }, `${name} is on the disk again`);
    else log.error({ file }, `${name} was removed or replaced while the server runs; it is written again`);
    isTold = false;
  }

  return {
    use(work) {
      try {
        look();
        return work(opened.store);
      } catch (error) {
        if (!isDatabaseDamage(error)) throw error;
        if (opened.database.isOpen) opened.database.close();
        opened = beginAnew(error);
        return work(opened.store);
      }
    },
    close: () => opened.database.close(),
  };
}

function openSound<Store>(file: string, prepare: (database: DatabaseSync) => Store): Opened<Store> {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === true && !hasHeader(file)) {
    throw new DamagedDatabaseError('file is not a database');
  }
  const database = new DatabaseSync(file);
  try {
    const found = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (found !== 'ok') throw new DamagedDatabaseError(String(found));
    return { database, store: prepare(database), id: identify(file) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Whether a file begins as a database does (https://www.sqlite.org/fileformat.html#the_database_header). SQLite itself
 * takes an empty one for a new one, and deletes the -wal file of one without a header.
 */
function hasHeader(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(HEADER.length);
    readSync(handle, head, 0, head.length, 0);
    return head.equals(HEADER);
  } finally {
    closeSync(handle);
  }
}

const HEADER = Buffer.from('SQLite format 3\0');

/** Whether something that is no file stands in its place. */
const isNoFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === false;

function identify(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? 'missing' : `${stats.dev}:${stats.ino}`;
}
