import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { FETCHED_FOLDER } from '../../domain/picture-name.ts';
import type { Finding } from '../../problems/problem-log.ts';
import { type KeptDatabase, openKeptDatabase } from '../../storage/kept-database.ts';
import { type FetchedStore, fetchedStore } from './fetched-store.ts';

/** The folder of a data folder with the pictures that were fetched from other hosts; see fetchedFile. */
export const fetchedFolder = (dataDir: string): string => join(dataDir, FETCHED_FOLDER);

/** What is known of them. */
export const fetchedDatabase = (dataDir: string): string => join(dataDir, 'fetched.db');

/** What is known of fetched pictures, opened when it is first needed: most sites fetch none. */
export interface LazyFetched {
  /** Runs synchronous work; null where nothing was ever fetched and `isNeeded` is false, and after the end. @throws Error from SQLite */
  use<Result>(work: (store: FetchedStore) => Result, isNeeded?: boolean): Result | null;
  close(): void;
}

/** Prepares it; `now` is in milliseconds since 1970. */
export function lazyFetched(dataDir: string, log: Logger, now: () => number): LazyFetched {
  const file = fetchedDatabase(dataDir);
  let opened: KeptDatabase<FetchedStore> | null = null;
  let isAbsent = !existsSync(file);
  let isClosed = false;
  return {
    use(work, isNeeded = false) {
      if (isClosed || (opened === null && isAbsent && !isNeeded)) return null;
      isAbsent = false;
      opened ??= openKeptDatabase({
        file,
        prepare: (database) => fetchedStore(database, now()),
        takeAll: (store) => store.takeAll(),
        putAll: (store, rows) => store.putAll(rows),
        name: 'the list of fetched pictures',
        lost: 'which pictures of other hosts were tried',
        now,
        log,
      });
      return opened.use(work);
    },
    close() {
      isClosed = true;
      opened?.close();
    },
  };
}

/** Why pictures could not be fetched, by their paths, as a running or stopped server of this data folder knows it; none where that cannot be read. */
export function readFetchFindings(dataDir: string): ReadonlyMap<string, Finding> {
  const file = fetchedDatabase(dataDir);
  const findings = new Map<string, Finding>();
  if (!existsSync(file)) return findings;
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const rows = database.prepare(
        'SELECT src, problem FROM picture WHERE bytes IS NULL AND problem IS NOT NULL',
      );
      for (const { src, problem } of rows.iterate()) {
        findings.set(String(src), JSON.parse(String(problem)) as Finding);
      }
    } finally {
      database.close();
    }
  } catch {
    return findings;
  }
  return findings;
}
