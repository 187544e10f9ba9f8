import { join } from 'node:path';
import type { Logger } from 'pino';
import { type KeptDatabase, openKeptDatabase } from '../../storage/kept-database.ts';
import { createEmbedStore, type EmbedStore } from './embed-store.ts';

/** What providers told of embeds, in a data folder. */
export const embedsFile = (dataDir: string): string => join(dataDir, 'embeds.db');

/** Opens it; `now` is in milliseconds since 1970. It stands apart from the catalog, which is made anew from the content. */
export function openEmbeds(file: string, log: Logger, now: () => number): KeptDatabase<EmbedStore> {
  return openKeptDatabase({
    file,
    prepare: createEmbedStore,
    takeAll: (store) => store.takeAll(),
    putAll: (store, rows) => store.putAll(rows),
    name: 'the file of what is known of embeds',
    lost: 'what providers told of embeds',
    now,
    log,
  });
}
