import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { type KeptDatabase, openKeptDatabase } from '../../storage/kept-database.ts';
import { type PageViewStore, createPageViewStore } from './page-view-store.ts';
import { createShareStore, type ShareStore } from './share-store.ts';

/** The page views of a data folder. */
export const pageViewsFile = (dataDir: string): string => join(dataDir, 'readings.db');

/** What the file of page views holds: what is read, and what of that other machines are to be told. */
export interface StoredPageViews extends PageViewStore {
  readonly share: ShareStore;
}

/** The file that keeps what is read most, apart from the catalog, which can be made anew from the content. */
export type KeptPageViews = KeptDatabase<StoredPageViews>;

/** Opens the page views; `now` is in milliseconds since 1970. */
export function openPageViews(file: string, log: Logger, now: () => number): KeptPageViews {
  return openKeptDatabase({
    file,
    prepare,
    takeAll: (store) => ({ readings: store.takeAll(), share: store.share.takeAll() }),
    putAll(store, { readings, share }) {
      store.putAll(readings);
      store.share.putAll(share);
    },
    name: 'the file of what is read most',
    lost: 'what was read most',
    now,
    log,
  });
}

function prepare(database: DatabaseSync): StoredPageViews {
  const readings = createPageViewStore(database);
  return { ...readings, share: createShareStore(database, readings) };
}
