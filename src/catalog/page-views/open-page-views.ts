import { join } from 'node:path';
import type { Logger } from 'pino';
import { type KeptDatabase, openKeptDatabase } from '../../storage/kept-database.ts';
import { type PageViewStore, createPageViewStore } from './page-view-store.ts';

/** The page views of a data folder. */
export const pageViewsFile = (dataDir: string): string => join(dataDir, 'readings.db');

/** The file that keeps what is read most, apart from the catalog, which can be made anew from the content. */
export type KeptPageViews = KeptDatabase<PageViewStore>;

/** Opens the page views; `now` is in milliseconds since 1970. */
export function openPageViews(file: string, log: Logger, now: () => number): KeptPageViews {
  return openKeptDatabase({
    file,
    prepare: createPageViewStore,
    takeAll: (store) => store.takeAll(),
    putAll: (store, rows) => store.putAll(rows),
    name: 'the file of what is read most',
    lost: 'what was read most',
    now,
    log,
  });
}
