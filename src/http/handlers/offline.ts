import { hash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { FRAME_KEYS } from '../../domain/surrogate-keys.ts';
import { OFFLINE_PATH, SERVICE_WORKER_PATH } from '../../domain/urls.ts';
import { buildOfflinePage } from '../../pages/offline-page.ts';
import { serveBuilt } from '../send/serve-built.ts';
import { servePage } from '../send/serve-page.ts';
import type { SiteDeps } from '../site-deps.ts';

/** Serves `/offline`, which the service worker keeps; nothing where the site keeps nothing offline. */
export function createOfflineHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) =>
    servePage(deps, { request, response, next }, { route: 'offline', url: OFFLINE_PATH }, (context) => {
      const page = buildOfflinePage(context);
      return page === null ? null : { html: deps.render('offline', page), keys: [] };
    });
}

/**
 * Serves the service worker, or the one that clears up where the site keeps nothing offline. Its version is the
 * hash of the offline page, which names every script, font and style: browsers renew both together.
 */
export function createServiceWorkerHandler(deps: SiteDeps): RequestHandler {
  const source = (name: string): string => deps.assets.file(`js/${name}.js`).bytes.toString();
  return (request, response, next) =>
    serveBuilt(
      deps,
      { request, response, next },
      { route: 'service-worker', url: SERVICE_WORKER_PATH },
      (context) => {
        const page = buildOfflinePage(context);
        const version = page === null ? null : hash('sha256', deps.render('offline', page)).slice(0, 10);
        return {
          kind: 'rendered',
          body:
            version === null
              ? source('service-worker-off')
              : `const VERSION = '${version}';\n${source('service-worker')}`,
          contentType: 'text/javascript; charset=utf-8',
          cacheControl: 'no-cache',
          keys: FRAME_KEYS,
          expires: context.catalog.nextEvent(context.now),
        };
      },
    );
}
