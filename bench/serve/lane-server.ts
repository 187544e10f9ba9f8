import type { RequestListener } from 'node:http';
import express from 'express';
import { createFastLane } from '../../src/http/fast-lane.ts';
import { createReadiness } from '../../src/http/readiness.ts';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { assembleSite } from '../../src/runtime/server/assemble-site.ts';
import { startServer } from '../../src/runtime/server/listen.ts';
import { openReader } from '../../src/runtime/server/open-reader.ts';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { createSearchSlot } from '../../src/search/search-slot.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

// The site without its fast lane, or with the fast lane as Express's first middleware. It reads the catalog
// that another server keeps, and follows no publish.
//
//   node bench/serve/lane-server.ts express|first PORT CONTENT DATA ORIGIN

const [lane = '', port = '', contentDir = '', dataDir = '', origin = ''] = process.argv.slice(2);
const reader = openReader(dataDir);
const errorPage = createStandalonePage(readErrorPage());
const now = Date.now;
const { application, pages, pageViews } = assembleSite({
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
});

const handler = lane === 'first' ? withFirstMiddleware() : application;
await startServer({ handler, host: '127.0.0.1', port: Number(port), errorPage, now });

function withFirstMiddleware(): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  const takeFastLane = createFastLane(pages, pageViews.note);
  app.use((request, response, next) => {
    if (!takeFastLane(request, response)) next();
  });
  app.use(application);
  return app;
}
