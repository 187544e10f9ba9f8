import type { RequestListener } from 'node:http';
import express from 'express';
import type { Logger } from 'pino';
import { createRepresentation } from '../cache/representation.ts';
import { buildNotFoundPage } from '../pages/message-page.ts';
import { createAssetHandler } from './handlers/asset.ts';
import { createHealthHandlers } from './handlers/health.ts';
import { createMediaHandler } from './handlers/media.ts';
import { HttpError } from './http-error.ts';
import { accessLog } from './middleware/access-log.ts';
import { allowedMethods } from './middleware/allowed-methods.ts';
import { canonicalPath } from './middleware/canonical-path.ts';
import { errorHandler } from './middleware/error-page.ts';
import { oneHost } from './middleware/one-host.ts';
import { requestId } from './middleware/request-id.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { toOriginForm } from './origin-form.ts';
import type { Readiness } from './readiness.ts';
import { createRoutes } from './routes.ts';
import { atOneMoment, type SiteDeps } from './site-deps.ts';
import type { StandalonePage } from './standalone-page.ts';

export interface AppDeps extends SiteDeps {
  readonly log: Logger;
  readonly readiness: Readiness;
  /** Folder whose pictures are served under `/media/`. */
  readonly mediaDir: string;
  /** CSP hash of the style sheet that pages carry. */
  readonly styleHash: string;
  readonly errorPage: StandalonePage;
}

/** Puts the site's middleware and routes together; the caller listens. */
export function createApp(deps: AppDeps): RequestListener {
  const app = express();
  // So that Express's own last resort, should the error page fail, shows no stack.
  app.set('env', 'production');
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);

  app.use(requestId());
  app.use(accessLog(deps.log));
  app.use(securityHeaders({ origin: deps.origin, styleHashes: [deps.styleHash] }));
  app.use(oneHost());
  app.use(allowedMethods());
  const health = createHealthHandlers(deps.readiness);
  app.get('/healthz', health.alive);
  app.get('/readyz', health.ready);
  app.use(canonicalPath({ exemptPrefixes: ['/assets/', '/media/'] }));
  app.use('/assets', createAssetHandler(deps.assets));
  app.use('/media', createMediaHandler({ mediaDir: deps.mediaDir }));
  app.use(createRoutes(deps));
  app.use(() => {
    throw new HttpError(404, 'not-found', 'There is no page at this address.');
  });
  app.use(
    errorHandler({
      errorPage: deps.errorPage,
      log: deps.log,
      renderStatus: (status) => (status === 404 ? notFoundPage(deps) : undefined),
    }),
  );
  return (request, response) => {
    request.url = toOriginForm(request.url ?? '/');
    app(request, response);
  };
}

function notFoundPage(deps: SiteDeps) {
  const body = deps.render('message', atOneMoment(deps, buildNotFoundPage));
  return createRepresentation({ body, contentType: 'text/html; charset=utf-8' });
}
