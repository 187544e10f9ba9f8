import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Settings } from '../config/environment.ts';
import { readDescriptorLimit, connectionsWithin, limitFor } from './server/descriptor-limit.ts';
import type { ServeDeps } from './serve-alone.ts';
import { DEFAULT_LIMITS } from './server/server-limits.ts';

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

/** What the system gave this process. */
interface Surroundings {
  /** Descriptors that a process may have; Infinity for any number. */
  readonly descriptors: number;
  /** The effective user's number; undefined where there are none. */
  readonly user: number | undefined;
}

/** Says once, at the start, what of its surroundings would harm the site, and the cure. `wanted` is of connections. */
export function warnOfSurroundings({ descriptors, user }: Surroundings, wanted: number, log: Logger): void {
  const least = limitFor(wanted);
  if (descriptors < least) {
    const connections = connectionsWithin(descriptors);
    log.warn(
      { limit: descriptors, connections, wanted },
      `a process may have ${descriptors} files and connections open, which is enough for ${connections} connections; ` +
        `those beyond are refused. For ${wanted}, set LimitNOFILE=${least} in the systemd unit, ` +
        `or call "ulimit -n ${least}" before the start`,
    );
  }
  if (user === 0) {
    log.warn(
      { user: 'root' },
      'Dateline runs as root: a fault in it would lay open the whole machine. ' +
        'Start it as a user of its own (User= in the systemd unit), to whom DATA_DIR belongs',
    );
  }
}
