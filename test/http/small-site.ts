import { readFileSync } from 'node:fs';
import express, { type Express } from 'express';
import { createPageEntry } from '../../src/cache/page-entry.ts';
import { createHealthHandlers } from '../../src/http/handlers/health-handler.ts';
import { HttpError } from '../../src/http/http-error.ts';
import { accessLog } from '../../src/http/middleware/access-log.ts';
import { allowedMethods } from '../../src/http/middleware/allowed-methods.ts';
import { canonicalPath } from '../../src/http/middleware/canonical-path.ts';
import { errorHandler } from '../../src/http/middleware/error-page.ts';
import { oneHost } from '../../src/http/middleware/one-host.ts';
import { requestId } from '../../src/http/middleware/request-id.ts';
import { securityHeaders, setHeaders } from '../../src/http/middleware/security-headers.ts';
import { labelled } from '../../src/http/request/route-label.ts';
import { createReadiness, type ReadinessSwitch } from '../../src/http/readiness.ts';
import { sendEntry } from '../../src/http/send/send-entry.ts';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

export const errorPage = createStandalonePage(
  readFileSync(new URL('../../views/500.html', import.meta.url), 'utf8'),
);

export interface SmallSite {
  readonly app: Express;
  readonly readiness: ReadinessSwitch;
  /** Every line logged so far. */
  readonly logged: () => readonly Record<string, unknown>[];
}

export interface SmallSiteOptions {
  readonly origin?: string;
  /** Adds routes behind the middleware and before the error page. */
  readonly addRoutes?: (app: Express) => void;
}

/** All middleware in its real order around one page, `/page`, so that each piece is tested in its place. */
export function createSmallSite({
  origin = 'http://localhost:3000',
  addRoutes,
}: SmallSiteOptions = {}): SmallSite {
  const lines: string[] = [];
  const log = createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } });
  const readiness = createReadiness();
  const health = createHealthHandlers(readiness);
  const page = createPageEntry({
    body: `<!DOCTYPE html><title>A page</title><p>${'Word by word. '.repeat(200)}The end.`,
    contentType: 'text/html; charset=utf-8',
    cacheControl: 'public, max-age=0',
    lastModified: Date.UTC(2016, 6, 15, 9, 30),
  });

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('env', 'production');
  app.set('trust proxy', ['loopback']);
  app.use(requestId(), accessLog(log, Date.now), setHeaders(securityHeaders({ origin, styleHashes: [] })));
  app.use(oneHost(), allowedMethods(), canonicalPath({ exemptPrefixes: ['/assets/', '/media/'] }));
  app.get('/healthz', labelled('health', health.alive));
  app.get('/readyz', labelled('health', health.ready));
  app.get('/page', (request, response) => sendEntry(request, response, page));
  addRoutes?.(app);
  app.use((_request, _response, next) => next(new HttpError(404, 'not-found', 'No such page.')));
  app.use(errorHandler({ errorPage, log }));
  return { app, readiness, logged: () => lines.map((line) => JSON.parse(line)) };
}
