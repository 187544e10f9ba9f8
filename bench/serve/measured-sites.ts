import { createReadiness } from '../../src/http/readiness.ts';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { assembleSite } from '../../src/runtime/server/assemble-site.ts';
import { startServer } from '../../src/runtime/server/listen.ts';
import { openReader } from '../../src/runtime/server/open-reader.ts';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { createSearchSlot } from '../../src/search/search-slot.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { reportProcess } from '../../src/telemetry/process-reporter.ts';
import { createRequestTally } from '../../src/telemetry/request-tally.ts';
import { createRequestTotals } from '../../src/telemetry/request-totals.ts';

// One site twice in one process: at one of two ports all is counted that OPS_PORT shows, at the other nothing. It reads the
// catalog that another server keeps, and follows no publish.
//
//   node bench/serve/measured-sites.ts PORT PORT COUNTED_PORT CONTENT DATA ORIGIN

const [first = '', second = '', counted = '', contentDir = '', dataDir = '', origin = ''] =
  process.argv.slice(2);
const reader = openReader(dataDir);
const errorPage = createStandalonePage(readErrorPage());
const now = Date.now;

for (const port of [first, second]) {
  const requests = port !== counted ? null : createRequestTally(() => performance.now());
  const { handler, pages, picturesWaiting } = assembleSite({
    reader: () => reader,
    origin,
    contentDir,
    dataDir,
    log: createLogger({ level: 'info' }),
    now,
    readiness: createReadiness(),
    errorPage,
    cacheBytes: 64 * 1_048_576,
    sharedCaching: { maxAge: 0, tagHeader: null },
    search: createSearchSlot().service,
    requests,
  });
  const { exchanges } = await startServer({ handler, host: '127.0.0.1', port: Number(port), errorPage, now });
  if (requests === null) continue;
  const totals = createRequestTotals();
  const state = () => ({
    cacheBytes: pages.bytes(),
    connections: exchanges.connections(),
    picturesWaiting: picturesWaiting(),
  });
  reportProcess({ requests, state, send: (report) => totals.add('web-0', report) });
}
