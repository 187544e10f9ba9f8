import type { Logger } from 'pino';

/** Connections that were closed at once, as there was no room for them. */
export interface RefusedConnections {
  add(count: number): void;
  /** Since the start. */
  total(): number;
}

/** At most one line of the log in so long, in ms; what a worker refuses is handed on as often as the second says. */
const QUIET_MS = 10_000;
const HAND_ON_MS = 1_000;

const MESSAGE =
  'connections were refused, as no more can be open: raise the limit (LimitNOFILE=, ulimit -n) where the start warned ' +
  'of it, add WORKERS, or look who holds so many';

/** Counts refusals, and tells the log of the first at once and of those that follow together. */
export function countRefused(log: Logger): RefusedConnections {
  let total = 0;
  let untold = 0;
  let isQuiet = false;
  const tell = (): void => {
    isQuiet = untold > 0;
    if (!isQuiet) return;
    log.warn({ refused: untold, total }, MESSAGE);
    untold = 0;
    setTimeout(tell, QUIET_MS).unref();
  };
  return {
    add(count) {
      total += count;
      untold += count;
      if (!isQuiet) tell();
    },
    total: () => total,
  };
}

/** Gathers refusals, one at a call, and hands their number on once a second. */
export function gatherRefused(handOn: (count: number) => void): () => void {
  let count = 0;
  return () => {
    count += 1;
    if (count > 1) return;
    setTimeout(() => {
      handOn(count);
      count = 0;
    }, HAND_ON_MS).unref();
  };
}
