import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Settings } from '../config/environment.ts';
import { createReadiness } from '../http/readiness.ts';
import type { Problem } from '../problems/problem.ts';
import { assembleSite } from './assemble-site.ts';
import { startServer } from './listen.ts';
import { loadSite } from './load-site.ts';
import { drainOnSignal } from './shutdown.ts';

/** What a site is started with, besides its settings. */
export interface ServeDeps {
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Reads the content folder, fills the catalog and serves the site until SIGTERM or SIGINT. Resolves when
 * requests are answered.
 * @throws SiteError for a folder that cannot be served, ListenError for an address that cannot be had.
 */
export async function serve(settings: Settings, { log, now }: ServeDeps): Promise<void> {
  const contentDir = resolve(settings.contentDir);
  const loaded = await loadSite(contentDir);
  for (const problem of loaded.problems) logProblem(log, problem);

  const readiness = createReadiness();
  const { origin, host, port } = settings;
  const { app, errorPage, close } = assembleSite(loaded, { origin, contentDir, log, now, readiness });
  readiness.markReady();
  const { server, exchanges } = await startServer({ handler: app, host, port, errorPage, log, now });
  drainOnSignal({
    server,
    exchanges,
    readiness,
    log,
    signals: process,
    exit: (code) => process.exit(code),
    afterClose: close,
  });
}

function logProblem(log: Logger, { severity, ...where }: Problem): void {
  log[severity === 'error' ? 'error' : 'warn'](where, 'content problem');
}
