import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { isDamage, SqliteCode, sqliteCode } from '../sqlite/sqlite-code.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { type LastGoodStore, lastGoodStore } from './last-good-store.ts';

/** The form of the tables that this program writes; see schema.sql. */
const VERSION = 1;

/** The file that keeps the last good version of every file, apart from the catalog, which rebuilds throw away. */
export interface LastGood {
  /**
   * Runs synchronous work in one transaction, which is on the disk when this returns. Null where the file fails it,
   * which is told once, until it works again; then nothing of the work was written. Throws what the work throws
   * besides.
   */
  use<Result>(work: (store: LastGoodStore) => Result): Result | null;
  /** Whether it was begun anew, at the start or later, so that what the catalog holds is to be kept again. */
  isNew(): boolean;
  /** What the catalog holds is going to be kept: from now on it is not new. */
  markFilling(): void;
  close(): void;
}

/** Where the last good versions of a data folder are. */
export const lastGoodFile = (dataDir: string): string => join(dataDir, 'last-good.db');

interface Opened {
  readonly database: DatabaseSync;
  readonly store: LastGoodStore;
  readonly isNew: boolean;
}

/**
 * Opens the file, making it where there is none. A damaged one is set aside as `FILE.damaged`, at the start or
 * later, and an empty one begun. One that cannot be opened, or that a later release wrote, is left as it is and
 * told; until the next start nothing is kept then, and the site goes on without it.
 */
export function openLastGood(file: string, log: Logger): LastGood {
  let isTold = false;
  let opened = open();
  let isNew = opened?.isNew ?? false;

  function open(): Opened | null {
    try {
      return openSound(file);
    } catch (error) {
      // Of a file that is just opened, a table that is not ours is damage too.
      const isBroken = isDamage(error) || sqliteCode(error) === SqliteCode.error;
      return isBroken ? beginAnew(error) : doWithout(error);
    }
  }

  function beginAnew(cause: unknown): Opened | null {
    try {
      setAside(file);
      const empty = openSound(file);
      log.error(
        { err: cause, file, setAside: `${file}.damaged` },
        'the file of last good versions is damaged; it is set aside, and another is made from the catalog. Should the ' +
          'catalog be built again before broken files are mended, they are not shown until they are',
      );
      return empty;
    } catch (error) {
      return doWithout(error);
    }
  }

  function doWithout(cause: unknown): null {
    log.error(
      { err: cause, file },
      'the file of last good versions cannot be used; until the next start a release or rebuild takes down the pages ' +
        'of broken files. Let the server’s user read and write it, or make room on its disk, and start again',
    );
    return null;
  }

  return {
    use(work) {
      if (opened === null) return null;
      const { database, store } = opened;
      try {
        const result = inTransaction(database, () => work(store));
        isTold = false;
        return result;
      } catch (error) {
        if (sqliteCode(error) === 0) throw error;
        if (isDamage(error)) {
          database.close();
          opened = beginAnew(error);
          isNew = opened !== null;
        } else {
          if (!isTold)
            log.error({ err: error, file }, 'last good versions cannot be kept; it is tried again');
          isTold = true;
        }
        return null;
      }
    },
    isNew: () => isNew,
    markFilling() {
      isNew = false;
    },
    close: () => opened?.database.close(),
  };
}

function openSound(file: string): Opened {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > VERSION) throw new LaterFormError(version);
    if (version === 0) create(database);
    return { database, store: lastGoodStore(database), isNew: version === 0 };
  } catch (error) {
    database.close();
    throw error;
  }
}

function create(database: DatabaseSync): void {
  const schema = readFileSync(new URL('./schema.sql', import.meta.url), 'utf8');
  inTransaction(database, () => database.exec(`${schema}; PRAGMA user_version = ${VERSION}`));
}

/** Thrown for a file whose form this program does not know. */
class LaterFormError extends Error {
  override readonly name = 'LaterFormError';
  readonly code = 'last-good-too-new';

  constructor(version: number) {
    super(`a later Dateline wrote it, in form ${version}; this one knows form ${VERSION}`);
  }
}

/** The one set aside before is replaced, so that damage does not fill the disk. */
function setAside(file: string): void {
  for (const suffix of ['-wal', '-shm']) {
    rmSync(`${file}.damaged${suffix}`, { force: true });
    rmSync(`${file}${suffix}`, { force: true });
  }
  renameSync(file, `${file}.damaged`);
}
