import type { Publisher } from '../../catalog/publish/publisher.ts';
import { catalogSettings, siteReader } from '../../catalog/sqlite/settings.ts';
import type { Site } from '../../config/site.ts';
import type { PublishLog } from '../publish/publish-log.ts';
import type { Writer } from '../publish/writer.ts';
import type { ParsePool } from '../read/parse-pool.ts';
import { fillSearchIndex } from './fill-search-index.ts';

export interface MaintainSearchIndexOptions {
  /** The site whose catalog holds none yet. */
  readonly site: Site;
  readonly openPool: (count: number, site: Site) => ParsePool;
  readonly publishing: PublishLog;
  readonly checkLinks: Publisher['checkLinks'];
  /** How long what the machine had no time for waits, ms; 30 seconds by default. */
  readonly restMs?: number;
}

/** Fills the search index behind what is published. */
export interface SearchIndexUpkeep {
  /**
   * Indexes what waits, once the work under way is done. Resolves when that, and all before it, is over; what the
   * machine had no time for is indexed later.
   */
  fill(): Promise<void>;
}

/** Prepares filling the index after publishes that leave bodies for it; a fault is told, and what waits is indexed the next time. */
export function maintainSearchIndex(
  writer: Writer,
  { site, openPool, publishing, checkLinks, restMs = 30_000 }: MaintainSearchIndexOptions,
): SearchIndexUpkeep {
  const { database, log, now, closing } = writer;
  const any = database.prepare('SELECT 1 FROM article_unindexed LIMIT 1');
  const waiting = database.prepare('SELECT count(*) AS count FROM article_unindexed');
  const settings = catalogSettings(database);
  const startedAt = now();
  let isAsked = false;
  let resting: NodeJS.Timeout | undefined;
  let filling: Promise<unknown> = Promise.resolve();

  async function fillOnce(): Promise<void> {
    isAsked = false;
    if (closing.aborted) return;
    const count = Number(waiting.get()?.['count']);
    if (count === 0) return;
    const readFor = settings.get('parsed-for');
    // All articles were read again meanwhile, for another site.yaml: they wait anew, and this pool knows the old one.
    const isOutdated = (): boolean => settings.get('parsed-for') !== readFor;
    const pool = openPool(count, siteReader(settings)() ?? site);
    try {
      const { articles, unjudged } = await fillSearchIndex({
        writer,
        pool,
        isStopped: () => closing.aborted || isOutdated(),
        checkLinks: (file, links) => checkLinks(file, links, Math.floor(now())),
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
    await writer.idle();
    await fillOnce();
  }

  function rest(articles: number): void {
    if (closing.aborted) return;
    log.warn({ articles }, 'the machine was too busy to index all articles; it is tried again');
    clearTimeout(resting);
    resting = setTimeout(() => {
      resting = undefined;
      void fill();
    }, restMs).unref();
  }

  const fill = async (): Promise<void> => {
    isAsked = true;
    filling = filling
      .then(writer.idle)
      .then(() => writer.attempt('the search index is not complete', fillOnce));
    await filling;
  };
  const isWaiting = (): boolean => !isAsked && resting === undefined && any.get() !== undefined;

  writer.onPublish(({ batch }) => {
    if ((batch?.reads ?? batch?.authors) !== undefined && isWaiting()) void fill();
  });
  writer.defer(async () => {
    clearTimeout(resting);
    await filling;
  });
  return { fill };
}
