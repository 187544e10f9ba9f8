import { startServer } from '../../src/runtime/server/listen.ts';
import { reportProcess } from '../../src/telemetry/process-reporter.ts';
import { createRequestTally } from '../../src/telemetry/request-tally.ts';
import { createRequestTotals } from '../../src/telemetry/request-totals.ts';
import { openCatalogSite } from './catalog-site.ts';

// One site twice in one process: at one of two ports all is counted that OPS_PORT shows, at the other nothing.
//
//   node bench/serve/measured-sites.ts PORT PORT COUNTED_PORT CONTENT DATA ORIGIN

const [first = '', second = '', counted = '', contentDir = '', dataDir = '', origin = ''] =
  process.argv.slice(2);

for (const port of [first, second]) {
  const requests = port === counted ? createRequestTally(() => performance.now()) : null;
  const site = openCatalogSite({ contentDir, dataDir, origin, requests });
  const { handler, errorPage, pages, picturesWaiting } = site;
  const given = { handler, host: '127.0.0.1', port: Number(port), errorPage, now: Date.now };
  const { exchanges } = await startServer(given);
  if (requests === null) continue;
  const totals = createRequestTotals();
  const state = () => ({
    cacheBytes: pages.bytes(),
    connections: exchanges.connections(),
    picturesWaiting: picturesWaiting(),
  });
  reportProcess({ requests, state, send: (report) => totals.add(process.pid, report) });
}
