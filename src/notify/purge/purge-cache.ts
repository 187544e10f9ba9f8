import type { PurgeCounts } from '../../telemetry/machine-report.ts';
import type { PurgeChannel } from './purge-channel.ts';
import type { PurgeJournal, PurgeState } from './purge-journal.ts';
import { openPurgeLane, type PurgeLaneDeps } from './purge-lane.ts';
import { createPurgeQueue, EVERYTHING } from './purge-queue.ts';

export interface PurgedCacheDeps extends Omit<PurgeLaneDeps, 'queue' | 'onTried'> {
  /** Runs work with the journal; returns whether it was done. */
  readonly journalled: (work: (journal: PurgeJournal) => void) => boolean;
  /** What the journal is to know of the cache from now on. */
  readonly state: () => PurgeState;
  readonly tell: {
    purges(counts: PurgeCounts): void;
    /** Something was purged. */
    purged(): void;
  };
}

/** One cache, what waits for it, and the way to it. */
export interface PurgedCache {
  readonly channel: PurgeChannel;
  add(tags: Iterable<string>): void;
  addEverything(): void;
  /** Whether all that was added up to a moment was purged once; in ms as `steady`. */
  isPurgedOnce(upTo: number): boolean;
  /** Sends nothing more; resolves when the request under way has been answered or ended. */
  close(): Promise<void>;
}

/** More than this waits only in a first publish of an archive, or where a cache was away for long: then everything is purged. */
const MOST_WAITING = 5_000;

/** Opens the way to a cache, for which nothing waits yet. */
export function openPurgedCache(channel: PurgeChannel, deps: PurgedCacheDeps): PurgedCache {
  const { journalled, state, tell } = deps;
  const queue = createPurgeQueue(deps.clock.steady, MOST_WAITING);
  const counts = { sent: 0, failed: 0 };
  let isUnwritten = false;
  const lane = openPurgeLane(channel, {
    ...deps,
    queue,
    onTried(isTaken, tags, gone) {
      if (isTaken) counts.sent += tags;
      else counts.failed += 1;
      if (gone.length > 0) journalled((journal) => journal.remove(channel.id, gone));
      if (isTaken) tell.purged();
      count();
    },
  });
  const count = (): void => tell.purges({ cache: channel.cache, ...counts, waiting: queue.waiting() });
  /** What waits is written before it is sent: a kill between leaves it to the next start. */
  const added = (tags: readonly string[]): void => {
    const written = isUnwritten ? queue.tags() : tags;
    isUnwritten = !journalled((journal) => journal.add(channel.id, written, state()));
    lane.wake();
    count();
  };
  return {
    channel,
    add: (tags) => added(queue.add(tags)),
    addEverything() {
      queue.addEverything();
      added([EVERYTHING]);
    },
    isPurgedOnce: queue.isPurgedOnce,
    close: lane.close,
  };
}
