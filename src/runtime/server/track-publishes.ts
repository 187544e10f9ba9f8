import type { Logger } from 'pino';

export interface TrackPublishesOptions {
  /** Of the catalog when it was opened. */
  readonly version: number;
  /** Drops the pages that carry one of these surrogate keys. */
  readonly drop: (keys: readonly string[]) => void;
  /** Drops every page. */
  readonly clear: () => void;
  readonly log: Logger;
}

/** Keeps finished pages in step with the catalog, though messages may be lost. */
export interface PublishTracker {
  /** A publish was told: the catalog's version since then, and the keys of the pages that differ. */
  published(version: number, keys: readonly string[]): void;
  /**
   * To be called from time to time with the version that the catalog has. Where a version was seen in one
   * look and not told until the next, its message was lost, and every page is dropped.
   */
  check(version: number): void;
}

/**
 * Follows publishes by their numbers: the next one drops its pages, a gap drops every page, and one that the
 * catalog held when it was opened costs at most some pages that were right.
 */
export function trackPublishes({ version, drop, clear, log }: TrackPublishesOptions): PublishTracker {
  let known = version;
  let seen = version;
  const miss = (current: number): void => {
    log.warn({ from: known, to: current }, 'publishes were missed; every finished page is dropped');
    known = current;
    clear();
  };
  return {
    published(current, keys) {
      if (current > known + 1) {
        miss(current);
        return;
      }
      known = Math.max(known, current);
      drop(keys);
    },
    check(current) {
      if (seen > known) miss(current);
      seen = current;
    },
  };
}
