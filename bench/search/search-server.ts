import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createReadiness } from '../../src/http/readiness.ts';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import { assembleSite } from '../../src/runtime/server/assemble-site.ts';
import { startServer } from '../../src/runtime/server/listen.ts';
import { openReader } from '../../src/runtime/server/open-reader.ts';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { createSearchService } from '../../src/search/search-service.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

// The site over a catalog that another server keeps. It searches from /searching/on, which takes the queries as q
// and how many a second as rate (without a pause where there is none), to /searching/off: no limit on how often
// one reader may search is in the way. Both answer with the number of searches so far.
//
//   node bench/search/search-server.ts PORT CONTENT DATA ORIGIN

const [port = '', contentDir = '', dataDir = '', origin = ''] = process.argv.slice(2);
const now = Date.now;
const log = createLogger({ level: 'error' });
const reader = openReader(dataDir);
const errorPage = createStandalonePage(readErrorPage());
const search = createSearchService({ file: findCatalog(dataDir), log });
const { handler } = assembleSite({
  reader: () => reader,
  origin,
  contentDir,
  dataDir,
  log,
  now,
  readiness: createReadiness(),
  errorPage,
  cacheBytes: 64 * 1_048_576,
  sharedCaching: { maxAge: 0, tagHeader: null },
  search,
});
/** Raised by each beginning and end: one that another followed ends. */
let turn = 0;
let searches = 0;

const listener: RequestListener = (request, response) => {
  const url = new URL(request.url ?? '/', origin);
  if (url.pathname === '/searching/on') {
    const rate = url.searchParams.get('rate');
    void searchOn(url.searchParams.getAll('q'), rate === null ? 0 : 1_000 / Number(rate));
  } else if (url.pathname === '/searching/off') turn += 1;
  else {
    handler(request, response);
    return;
  }
  response.end(String(searches));
};
await startServer({ handler: listener, host: '127.0.0.1', port: Number(port), errorPage, now });

async function searchOn(queries: readonly string[], everyMs: number): Promise<void> {
  turn += 1;
  const own = turn;
  let due = performance.now();
  while (turn === own) {
    due += everyMs;
    if (everyMs > 0) await sleep(Math.max(0, due - performance.now()));
    await search.search({
      text: queries[searches % queries.length] ?? '',
      page: 1,
      edition: '',
      pageSize: 10,
      now: now(),
    });
    searches += 1;
  }
}
