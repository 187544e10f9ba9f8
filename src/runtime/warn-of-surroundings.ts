import type { Logger } from 'pino';
import { connectionsWithin, limitFor } from './server/descriptor-limit.ts';

/** What the system gave this process. */
export interface Surroundings {
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
