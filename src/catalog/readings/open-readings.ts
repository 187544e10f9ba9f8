import { join } from 'node:path';
import type { Logger } from 'pino';
import { type KeptDatabase, openKeptDatabase } from '../../storage/kept-database.ts';
import { type ReadingsStore, readingsStore } from './readings-store.ts';

/** The readings of a data folder. */
export const readingsFile = (dataDir: string): string => join(dataDir, 'readings.db');

/** The file that keeps what is read most, apart from the catalog, which can be made anew from the content. */
export type KeptReadings = KeptDatabase<ReadingsStore>;

/** Opens the readings; `now` is in milliseconds since 1970. */
export function openReadings(file: string, log: Logger, now: () => number): KeptReadings {
  return openKeptDatabase({
    file,
    prepare: readingsStore,
    takeAll: (store) => store.takeAll(),
    putAll: (store, rows) => store.putAll(rows),
    name: 'the file of what is read most',
    lost: 'what was read most',
    now,
    log,
  });
}
