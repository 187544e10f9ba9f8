import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { SharedCaching } from '../../src/cache/cache-policy.ts';
import type { PageCache } from '../../src/cache/page-cache.ts';
import type { CatalogReader } from '../../src/catalog/read/catalog.ts';
import type { PageViews } from '../../src/http/page-view-counts.ts';
import type { Rate } from '../../src/http/middleware/limit-rate.ts';
import { createReadiness, type ReadinessSwitch } from '../../src/http/readiness.ts';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import type { AskProvider } from '../../src/ingest/embeds/ask-provider.ts';
import { startIngest } from '../../src/ingest/ingest.ts';
import type { StoryHistory } from '../../src/pages/history/story-history.ts';
import { assembleSite } from '../../src/runtime/server/assemble-site.ts';
import { openReader } from '../../src/runtime/server/open-reader.ts';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { shareCache } from '../../src/runtime/server/share-cache.ts';
import type { SearchService } from '../../src/search/search-answer.ts';
import { createSearchService } from '../../src/search/search-service.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { strictModel } from './strict-model.ts';

export interface TestSite {
  /** As the program serves it. */
  readonly app: RequestListener;
  /** Without the fast lane. */
  readonly application: RequestListener;
  readonly pages: PageCache;
  readonly pageViews: PageViews;
  /** The data folder, for a second reader. */
  readonly dataDir: string;
  readonly readiness: ReadinessSwitch;
  readonly reader: CatalogReader;
  readonly search: SearchService;
  readonly close: () => Promise<void>;
}

export interface TestSiteOptions {
  readonly origin?: string;
  /** Milliseconds since 1970; noon of 20 July 2016 in Yerevan unless told otherwise. */
  readonly now?: number;
  readonly cacheBytes?: number;
  readonly sharedCaching?: SharedCaching;
  readonly hubs?: readonly string[];
  readonly indexNowKey?: string;
  /** The site's own unless told otherwise. */
  readonly search?: SearchService;
  /** As good as endless unless told otherwise. */
  readonly searchRate?: Rate;
  readonly trustedProxies?: readonly string[];
  /** Where versions of stories are found; nowhere unless told otherwise. */
  readonly history?: StoryHistory;
  /** Who tells of embeds; nobody is asked unless it is given. */
  readonly askProvider?: AskProvider;
  /** Nothing is logged unless it is given. */
  readonly log?: Logger;
}

/** Path of a mini-site of `test/fixtures/sites`. */
export function fixtureSite(name: string): string {
  return fileURLToPath(new URL(`../fixtures/sites/${name}`, import.meta.url));
}

/** Opens a content folder as the program does, with views that throw on unknown fields. Close it. */
export async function openTestSite(contentDir: string, options: TestSiteOptions = {}): Promise<TestSite> {
  const {
    origin = 'http://courier.test',
    now = Date.parse('2016-07-20T12:00+04:00'),
    cacheBytes = 8 * 1024 * 1024,
    sharedCaching = { maxAge: 0, tagHeader: null },
    hubs = [],
    indexNowKey = null,
    searchRate = { requests: 1_000_000, windowMs: 60_000 },
    trustedProxies = ['loopback'],
    log = createLogger({ level: 'silent' }),
  } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'dateline-data-'));
  const readiness = createReadiness();
  const clock = { now: () => now, log, contentDir };
  const ingest = await startIngest({
    ...clock,
    // Published a minute ago, so that the feed has a date that is over.
    now: () => now - 60_000,
    dataDir,
    threads: 1,
    isLive: false,
    tell: { progress() {}, published() {}, lost() {}, damaged() {} },
  });
  await ingest.picturesRead;
  await ingest.relatedFound;
  if (options.askProvider !== undefined) {
    ingest.embeds.follow(options.askProvider);
    await ingest.embeds.idle();
  }
  const reader = openReader(dataDir, shareCache(cacheBytes));
  const search = options.search ?? createSearchService({ file: findCatalog(dataDir), log });
  const errorPage = createStandalonePage(readErrorPage());
  const { handler, application, pages, pageViews } = assembleSite({
    ...clock,
    dataDir,
    reader: () => reader,
    origin,
    readiness,
    errorPage,
    guard: strictModel,
    cacheBytes,
    sharedCaching,
    hubs,
    indexNowKey,
    search,
    searchRate,
    trustedProxies,
    history: options.history,
  });
  readiness.markReady();
  return {
    app: handler,
    application,
    pages,
    pageViews,
    dataDir,
    readiness,
    reader,
    search,
    async close() {
      reader.close();
      await search.close();
      await ingest.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
