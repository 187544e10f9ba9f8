import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { isDamage } from '../../catalog/store/open-catalog.ts';
import { catalogSettings, siteReader } from '../../catalog/sqlite/settings.ts';
import type { Site } from '../../config/site.ts';
import { fillSearchIndex } from './fill-search-index.ts';
import type { ParsePool } from '../read/parse-pool.ts';
import type { PublishLog } from '../publish/publish-log.ts';
import type { SerialQueue } from '../publish/serial-queue.ts';

export interface FollowSearchIndexOptions {
  readonly database: DatabaseSync;
  /** The site whose catalog holds none yet. */
  readonly site: Site;
  readonly queue: SerialQueue;
  readonly openPool: (count: number, site: Site) => ParsePool;
  readonly publishing: PublishLog;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onDamage: () => void;
  /** How long what the machine had no time for waits, ms; 30 seconds by default. */
  readonly restMs?: number;
}

/** Fills the search index behind what is published. */
export interface SearchIndexFollower {
  /**
   * Indexes what waits, once the work under way is done. Resolves when that, and all before it, is over; what the
   * machine had no time for is indexed later.
   */
  fill(): Promise<void>;
  /** Resolves when nothing is being indexed. */
  idle(): Promise<void>;
  /** Ends after the batch under way. */
  close(): void;
}

/** Prepares filling the index; a fault is told, and what waits is indexed the next time. */
export function followSearchIndex(options: FollowSearchIndexOptions): SearchIndexFollower {
  const { database, site, queue, openPool, publishing, log, now, onDamage, restMs = 30_000 } = options;
  const waiting = database.prepare('SELECT count(*) AS count FROM article_unindexed');
  const settings = catalogSettings(database);
  const startedAt = now();
  let isClosed = false;
  let resting: NodeJS.Timeout | undefined;
  let filling: Promise<void> = Promise.resolve();

  async function fillOnce(): Promise<void> {
    if (isClosed) return;
    const count = Number(waiting.get()?.['count']);
    if (count === 0) return;
    const readFor = settings.get('parsed-for');
    // All articles were read again meanwhile, for another site.yaml: they wait anew, and this pool knows the old one.
    const isOutdated = (): boolean => settings.get('parsed-for') !== readFor;
    const pool = openPool(count, siteReader(settings)() ?? site);
    try {
      const { articles, unjudged } = await fillSearchIndex({
        database,
        pool,
        queue,
        isClosed: () => isClosed || isOutdated(),
        onProblems: (file, problems) => publishing.troubled(file, problems, true),
      });
      if (!isOutdated()) {
        if (unjudged > 0) rest(unjudged);
        else log.info({ articles, ms: Math.round(now() - startedAt) }, 'search index complete');
        return;
      }
    } finally {
      await pool.close();
    }
    await queue.idle();
    await fillOnce();
  }

  function rest(articles: number): void {
    if (isClosed) return;
    log.warn({ articles }, 'the machine was too busy to index all articles; it is tried again');
    clearTimeout(resting);
    resting = setTimeout(() => void fill(), restMs).unref();
  }

  const fill = (): Promise<void> => {
    filling = filling
      .then(() => queue.idle())
      .then(fillOnce)
      .catch((error: unknown) => {
        log.error({ err: error }, 'the search index is not complete');
        if (isDamage(error)) onDamage();
      });
    return filling;
  };

  return {
    fill,
    idle: () => filling,
    close() {
      isClosed = true;
      clearTimeout(resting);
    },
  };
}
