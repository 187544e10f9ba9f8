import type { Logger } from 'pino';

export interface ProgressLogOptions {
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told at every step how many articles a first build has read. */
  readonly onProgress: (done: number, total: number) => void;
}

/** How often a first build says in the log how far it is, in milliseconds. */
const INTERVAL_MS = 1_000;

/** Returns a function that is told how many articles have been read, and says so in the log now and then. */
export function progressLog({ log, now, onProgress }: ProgressLogOptions): ProgressLogOptions['onProgress'] {
  let told = now();
  return (done, total) => {
    onProgress(done, total);
    if (now() - told < INTERVAL_MS) return;
    told = now();
    log.info({ done, total }, 'reading articles');
  };
}
