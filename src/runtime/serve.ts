import { resolve } from 'node:path';
import type { Settings } from '../config/environment.ts';
import { readDescriptorLimit } from './server/descriptor-limit.ts';
import type { ServeDeps } from './serve-alone.ts';
import { DEFAULT_LIMITS } from './server/server-limits.ts';
import { warnOfSurroundings } from './warn-of-surroundings.ts';

/**
 * Listens at once, brings the catalog in step with the content folder, then serves the site until SIGTERM
 * or SIGINT; before that every page is a 503. Resolves when pages are served.
 * @throws SiteError for a folder that cannot be served, ListenError for an address that cannot be had,
 * StartError for a DATA_DIR that cannot be used.
 */
export async function serve(given: Settings, deps: ServeDeps): Promise<void> {
  const settings = {
    ...given,
    contentDir: resolve(given.contentDir),
    dataDir: resolve(given.dataDir),
  };
  const surroundings = { descriptors: readDescriptorLimit(), user: process.geteuid?.() };
  warnOfSurroundings(surroundings, DEFAULT_LIMITS.maxConnections, deps.log);
  if (settings.workers === 0) {
    const { serveAlone } = await import('./serve-alone.ts');
    await serveAlone(settings, deps);
  } else {
    const { supervise } = await import('./supervise.ts');
    await supervise(settings, deps);
  }
}
