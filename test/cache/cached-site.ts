import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Catalog, CatalogReader } from '../../src/catalog/read/catalog.ts';
import type { PublishResult } from '../../src/catalog/publish/outcome/publish-batch.ts';
import { catalogSettings } from '../../src/catalog/sqlite/settings.ts';
import { FEED_FORMATS, type FeedFormat, feedPathOf } from '../../src/domain/feed-formats.ts';
import { createReadiness } from '../../src/http/readiness.ts';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { assembleSite } from '../../src/runtime/server/assemble-site.ts';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { openSharedCache, type SharedAnswer } from './shared-cache.ts';
import { NO_SEARCH } from '../support/no-search.ts';
import { relateAll } from '../support/relate-all.ts';
import { openSampleDesk, SAMPLE_NOW, type SampleDesk } from '../support/sample-catalog.ts';

/** A page as readers get it. */
export interface Answer extends SharedAnswer {
  /** What machines may do with it, as its headers say. */
  readonly preferences: string;
}

/** A site with finished pages and a cache in front, which keeps pages for a year, beside one that makes every page anew. */
export interface CachedSite {
  /** Has these pages, and all that were ever warmed, finished and in the cache in front. */
  warm(urls: Iterable<string>): Promise<void>;
  /** Drops the pages that a publish names, here and there. */
  drop(result: Pick<PublishResult, 'keys'>): void;
  /** Which pages of both differ from what they would be now; each with its first other line. */
  stale(): Promise<string[]>;
  /** How many finished pages are left of those that were warmed. */
  kept(): number;
  /** Forgets all pages. */
  clear(): void;
}

/** A cached site over a catalog in memory. */
export interface CachedDesk extends CachedSite {
  readonly desk: SampleDesk;
  /** The clock; milliseconds since 1970. */
  now: number;
  /** Starts again with an empty catalog and no pages. */
  reset(): void;
  /** Finds the related stories that wait, and drops the pages that it names. */
  relate(): void;
  /** Notes up to which moment timed events were published. */
  setClock(moment: number): void;
}

/** An address of nothing; its page is kept under a name of its own. */
export const NOWHERE = '/nowhere';

/**
 * Opens a site over what `read` gives; it needs no closing. `openFresh` gives a reader that has kept no answers,
 * for what pages are compared with.
 */
export function openCachedSite(
  read: CatalogReader['read'],
  now: () => number,
  openFresh: () => CatalogReader['read'] = () => read,
): CachedSite {
  const shared = {
    reader: () => ({ read, close() {} }),
    origin: 'https://courier.test',
    contentDir: '/nowhere',
    dataDir: '/nowhere',
    log: createLogger({ level: 'silent' }),
    now,
    readiness: createReadiness(),
    errorPage: createStandalonePage(readErrorPage()),
    sharedCaching: { maxAge: 31_536_000, tagHeader: 'Surrogate-Key' } as const,
    search: NO_SEARCH,
  };
  const { pages, application } = assembleSite({ ...shared, cacheBytes: 64 * 1024 * 1024 });
  const front = openSharedCache(now);
  /** What the cache in front may not keep. */
  const unkept = new Set<string>();
  let readFresh = read;
  const fresh = assembleSite({
    ...shared,
    cacheBytes: 0,
    reader: () => ({ read: (work) => readFresh(work), close() {} }),
  });
  const warmed = new Set<string>();
  const held = (url: string) => pages.get(url.endsWith(NOWHERE) ? `${url.split('/').at(-2) ?? ''}404` : url);
  return {
    async warm(urls) {
      for (const url of urls) warmed.add(url);
      for (const url of warmed) {
        const isFinished = held(url) !== undefined;
        if (isFinished && (front.get(url) !== undefined || unkept.has(url))) continue;
        if (front.take(url, await ask(application, url))) unkept.delete(url);
        else unkept.add(url);
      }
    },
    drop({ keys }) {
      pages.drop(keys);
      front.purge(keys);
    },
    async stale() {
      readFresh = openFresh();
      const found: string[] = [];
      for (const url of warmed) {
        const entry = held(url);
        const kept = front.get(url);
        if (entry === undefined && kept === undefined) continue;
        const renewed = await ask(fresh.application, url);
        const compare = (where: string, { status, body, headers }: SharedAnswer): void => {
          const preferences = headers['content-signal'] ?? '';
          if (preferences !== renewed.preferences)
            found.push(`${where}${url}: ${preferences} and now ${renewed.preferences}`);
          if (status === renewed.status && body === renewed.body) return;
          const difference = firstDifference(body, renewed.body);
          found.push(`${where}${url}: ${status} and now ${renewed.status}: ${difference}`);
        };
        if (entry !== undefined) {
          const { bytes, headers } = entry.encoded('identity');
          compare('', { status: entry.status, body: bytes.toString(), headers: namedHeaders(headers) });
        }
        if (kept !== undefined) compare('in front: ', kept);
      }
      return found;
    },
    kept: () => [...warmed].filter((url) => held(url) !== undefined).length,
    clear() {
      pages.clear();
      front.clear();
      unkept.clear();
      warmed.clear();
    },
  };
}

/** Opens a site over an empty desk. */
export function openCachedDesk(): CachedDesk {
  let desk = openSampleDesk();
  let now = SAMPLE_NOW;
  const cached: CachedDesk = {
    ...openCachedSite(
      (work) => work(desk.catalog),
      () => now,
      () => desk.openReader().read,
    ),
    get now() {
      return now;
    },
    set now(moment) {
      now = moment;
    },
    get desk() {
      return desk;
    },
    reset() {
      desk = openSampleDesk();
      now = SAMPLE_NOW;
      cached.clear();
    },
    relate: () => cached.drop({ keys: relateAll(desk.database, now) }),
    setClock: (moment) => catalogSettings(desk.database).put('clock', String(moment)),
  };
  return cached;
}

/** Asks a listener without a socket. */
export function ask(listener: RequestListener, url: string): Promise<Answer> {
  const request = Object.assign(new IncomingMessage(new Socket()), {
    method: 'GET',
    url,
    headers: { host: 'courier.test' },
    rawHeaders: ['Host', 'courier.test'],
    httpVersion: '1.1',
  });
  const response = new ServerResponse(request);
  let sent: Record<string, string> = {};
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    headers: string[],
  ) => typeof response;
  response.writeHead = ((status: number, headers: string[]) => {
    sent = namedHeaders(headers);
    return writeHead(status, headers);
  }) as typeof response.writeHead;
  return new Promise((resolve) => {
    response.end = (chunk?: unknown) => {
      const body = Buffer.isBuffer(chunk) ? chunk.toString() : '';
      const preferences = sent['content-signal'] ?? '';
      resolve({ status: response.statusCode, body, headers: sent, preferences });
      return response;
    };
    listener(request, response as ServerResponse & { req: IncomingMessage });
  });
}

/** Names and values in turn as names, in lower case, with their values. */
const namedHeaders = (list: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    list.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), list[at + 1] ?? '']] : [])),
  );

function firstDifference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const line = old.findIndex((text, index) => text !== now[index]);
  return `${JSON.stringify(old[line]?.trim().slice(0, 300))} -> ${JSON.stringify(now[line]?.trim().slice(0, 300))}`;
}

/**
 * Every address that the site of a catalog, or of its edition, has, and those of `names`, which may have nothing. `at` puts the prefix of
 * the edition before a path.
 */
export function addressesOf(
  catalog: Catalog,
  now: number,
  names: readonly string[],
  at: (path: string) => string = (path) => path,
): Set<string> {
  const indexes = ['/archive', '/topics', '/authors', '/series'];
  const fixed = ['/', '/corrections', '/offline', '/partners', NOWHERE, ...indexes, ...names];
  for (const { slug } of catalog.labelCounts('series', now)) fixed.push(`/series/${slug}`);
  for (const { slug } of catalog.profiledAuthors()) fixed.push(`/authors/${slug}`);
  for (const { slug } of catalog.site().sections) fixed.push(`/sections/${slug}`);
  const urls = new Set(fixed.map(at));
  for (const { path } of catalog.standingPages()) urls.add(path);
  const documents = new Set(
    [
      '/sitemap.xml',
      '/sitemap-pages.xml',
      '/sitemap-news.xml',
      '/llms.txt',
      '/robots.txt',
      '/license.xml',
      '/trust.txt',
      '/service-worker.js',
      '/manifest.webmanifest',
      '/opensearch.xml',
    ].map(at),
  );
  for (const { path } of catalog.list({ kind: 'all' }, { now, limit: 1_000, offset: 0 })) {
    const [year = '', month = '', day = ''] = path.split('/').filter((segment) => /^\d+$/.test(segment));
    for (const period of [`/${year}`, `/${year}/${month}`, `/${year}/${month}/${day}`]) urls.add(at(period));
    urls.add(path);
    for (const url of [`${path}.md`, at(`/sitemap-${year}-${month}.xml`)]) documents.add(url);
  }
  const lists = [...urls].filter((url) => !/\/\d{4}\/\d\d\/\d\d\//.test(url) && url !== at(NOWHERE));
  for (const url of lists) urls.add(`${url}?page=2`);
  const feeding = [
    at('/'),
    at('/corrections'),
    ...lists.filter((list) => /\/(?:sections|topics|authors)\//.test(list)),
  ];
  for (const url of feeding) {
    for (const format of FORMATS) documents.add(feedPathOf(url, format));
  }
  return urls.union(documents);
}

const FORMATS = Object.keys(FEED_FORMATS) as FeedFormat[];
