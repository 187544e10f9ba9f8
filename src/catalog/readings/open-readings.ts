import { renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { isDamage } from '../open-catalog.ts';
import { type ReadingsStore, readingsStore } from './readings-store.ts';

/** The file that keeps what is read most, apart from the catalog, which can be made anew from the content. */
export interface KeptReadings {
  /**
   * Runs synchronous work on what is kept; where the file turns out to be damaged, on an empty one.
   * @throws Error from SQLite for any other fault, such as a full disk.
   */
  use<Result>(work: (store: ReadingsStore) => Result): Result;
  close(): void;
}

interface Opened {
  readonly database: DatabaseSync;
  readonly store: ReadingsStore;
}

/**
 * Opens the readings, making the file where there is none. A damaged one is set aside as `FILE.damaged`, at the
 * start or later, and an empty one begun. One that cannot be opened is told, and readings are kept in memory until
 * the next start: the site goes on without it.
 */
export function openReadings(file: string, log: Logger): KeptReadings {
  let opened = open();

  function open(): Opened {
    try {
      return openSound(file);
    } catch (error) {
      return isBroken(error) ? beginAnew(error) : doWithout(error);
    }
  }

  function beginAnew(cause: unknown): Opened {
    try {
      setAside(file);
      const empty = openSound(file);
      log.error(
        { err: cause, file, setAside: `${file}.damaged` },
        'what was read most is lost, as its file is damaged; an empty one is begun',
      );
      return empty;
    } catch (error) {
      return doWithout(error);
    }
  }

  function doWithout(cause: unknown): Opened {
    log.error(
      { err: cause, file },
      'the file of what is read most cannot be used; it is kept in memory until the next start. Let the server’s ' +
        'user read and write it, or make room on its disk, and start again',
    );
    return openSound(':memory:');
  }

  return {
    use(work) {
      try {
        return work(opened.store);
      } catch (error) {
        if (!isBroken(error)) throw error;
        opened.database.close();
        opened = beginAnew(error);
        return work(opened.store);
      }
    },
    close: () => opened.database.close(),
  };
}

function openSound(file: string): Opened {
  const database = new DatabaseSync(file);
  try {
    const found = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (found !== 'ok') throw new DamagedReadingsError(String(found));
    return { database, store: readingsStore(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Thrown when SQLite opens the file and finds it wrong inside. */
class DamagedReadingsError extends Error {
  override readonly name = 'DamagedReadingsError';
}

/** A table of another make counts as damage too. */
const isBroken = (error: unknown): boolean =>
  error instanceof DamagedReadingsError || isDamage(error) || /no such column/.test(String(error));

/** The one set aside before is replaced, so that damage does not fill the disk. */
function setAside(file: string): void {
  for (const suffix of ['-wal', '-shm']) {
    rmSync(`${file}.damaged${suffix}`, { force: true });
    rmSync(`${file}${suffix}`, { force: true });
  }
  renameSync(file, `${file}.damaged`);
}
