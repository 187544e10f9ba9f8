import type { RequestListener } from 'node:http';
import { createReadiness } from '../../src/http/readiness.ts';
import { createStandalonePage } from '../../src/http/standalone-page.ts';
import { catalogFile } from '../../src/ingest/data-dir.ts';
import { assembleSite } from '../../src/runtime/assemble-site.ts';
import { startServer } from '../../src/runtime/listen.ts';
import { openReader } from '../../src/runtime/open-reader.ts';
import { readErrorPage } from '../../src/runtime/read-error-page.ts';
import { createSearchService } from '../../src/search/search-service.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

// The site over a catalog that another server keeps. It searches without a pause from /searching/on, which takes
// the queries as q, to /searching/off: no limit on how often one reader may search is in the way.
//
//   node bench/search/search-server.ts PORT CONTENT DATA ORIGIN

const [port = '', contentDir = '', dataDir = '', origin = ''] = process.argv.slice(2);
const now = Date.now;
const log = createLogger({ level: 'error' });
const reader = openReader(dataDir);
const errorPage = createStandalonePage(readErrorPage());
const search = createSearchService({ file: catalogFile(dataDir), log });
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
let isSearching = false;
let searches = 0;

const listener: RequestListener = (request, response) => {
  const url = new URL(request.url ?? '/', origin);
  if (url.pathname === '/searching/on') void searchOn(url.searchParams.getAll('q'));
  else if (url.pathname === '/searching/off') isSearching = false;
  else {
    handler(request, response);
    return;
  }
  response.end(String(searches));
};
await startServer({ handler: listener, host: '127.0.0.1', port: Number(port), errorPage, now });

async function searchOn(queries: readonly string[]): Promise<void> {
  isSearching = true;
  while (isSearching) {
    await search.search({
      text: queries[searches % queries.length] ?? '',
      page: 1,
      pageSize: 10,
      now: now(),
    });
    searches += 1;
  }
}
