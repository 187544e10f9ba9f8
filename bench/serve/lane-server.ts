import type { RequestListener } from 'node:http';
import express from 'express';
import { createFastLane } from '../../src/http/fast-lane.ts';
import { startServer } from '../../src/runtime/server/listen.ts';
import { openCatalogSite } from './catalog-site.ts';

// The site without its fast lane, or with the fast lane as Express's first middleware.
//
//   node bench/serve/lane-server.ts express|first PORT CONTENT DATA ORIGIN

const [lane = '', port = '', contentDir = '', dataDir = '', origin = ''] = process.argv.slice(2);
const { application, pages, pageViews, errorPage } = openCatalogSite({ contentDir, dataDir, origin });

const handler = lane === 'first' ? withFirstMiddleware() : application;
await startServer({ handler, host: '127.0.0.1', port: Number(port), errorPage, now: Date.now });

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
