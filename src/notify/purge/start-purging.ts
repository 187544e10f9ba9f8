import { join } from 'node:path';
import type { Logger } from 'pino';
import { surrogateTag } from '../../domain/surrogate-keys.ts';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import type { PurgeCounts } from '../../telemetry/machine-report.ts';
import { spreadWaits } from '../retry-time.ts';
import type { SendDeps } from '../send-request.ts';
import { openPurgedCache, type PurgedCache } from './purge-cache.ts';
import type { PurgeChannel } from './purge-channel.ts';
import type { PurgeClock } from './purge-lane.ts';
import { openPurgeJournal, type PurgeJournal, type PurgeState } from './purge-journal.ts';
import { EVERYTHING } from './purge-queue.ts';

export interface PurgingOptions {
  readonly channels: readonly PurgeChannel[];
  /** Absolute path; the journal is in it. */
  readonly dataDir: string;
  /** What makes pages: where it is another than before, caches may hold what would not be made now. */
  readonly madeBy: string;
  readonly clock: PurgeClock;
  readonly log: Logger;
  readonly tell: PurgeListener;
  /** The global ones, but for tests. */
  readonly sending?: Pick<SendDeps, 'fetch' | 'timers'>;
}

/** Who is told how purging goes. */
export interface PurgeListener {
  /** Takes the counts of one cache since the start. */
  purges(counts: PurgeCounts): void;
  /** All caches have taken the first purge of publishes up to a version. */
  purged(version: number): void;
}

/** The catalog as it was found. */
export interface FoundVersion {
  readonly version: number;
  /** Whether it was built anew, so that nobody knows how the pages before were. */
  readonly isNew: boolean;
}

/** Purges the caches in front of this machine. No method throws, or waits for a cache. */
export interface Purging {
  /**
   * Purges of what waited at the last end; of everything where something was published since that it never heard of, or pages
   * are made otherwise. Call it once, when those who serve pages have the catalog that was found.
   */
  catchUp(found: FoundVersion): void;
  /** Purges pages with these surrogate keys, which were dropped for the publish of this version. */
  purge(keys: Iterable<string>, version: number): void;
  /** Purges all that caches hold, as from now on `madeBy` makes pages. */
  purgeEverything(madeBy: string): void;
  /** Ends within about 2 s. What was not taken is purged at the next start. */
  close(): Promise<void>;
}

/** How long closing waits for requests under way, in ms. */
const GRACE_MS = 2_000;

/** Opens the journal and the ways to the caches; nothing is sent before `catchUp`. Never throws. */
export function startPurging(options: PurgingOptions): Purging {
  const { dataDir, clock, log, tell } = options;
  const journal = openPurgeJournal({ file: join(dataDir, 'purges.db'), now: clock.now, log });
  const fault = lastingFault(log, {
    level: 'error',
    begun:
      'the journal of purges cannot be written; caches are purged of everything if the program is killed meanwhile. Make ' +
      'room on the disk of DATA_DIR, or let the server’s user write there',
    over: 'the journal of purges is written again',
  });
  const journalled = (work: (to: PurgeJournal) => void): boolean => {
    try {
      work(journal);
      fault.over();
      return true;
    } catch (error) {
      fault.met(error);
      return false;
    }
  };
  const ending = new AbortController();
  let state: PurgeState = { version: 0, madeBy: options.madeBy };
  const progress = followVersions((at) => caches.every((cache) => cache.isPurgedOnce(at)), tell.purged);
  const caches: readonly PurgedCache[] = options.channels.map((channel) =>
    openPurgedCache(channel, {
      sending: { ...(options.sending ?? GLOBAL), signal: ending.signal },
      clock,
      log,
      jitter: spreadWaits(Math.random),
      journalled,
      state: () => state,
      tell: { purges: tell.purges, purged: progress.look },
    }),
  );
  journalled((to) => to.keepOnly(caches.map(({ channel }) => channel.id)));

  return {
    catchUp(found) {
      state = { version: found.version, madeBy: options.madeBy };
      for (const cache of caches) {
        const waited = readJournal(journal, cache.channel.id, fault.met);
        const reason = whyEverything(waited.state, found, state.madeBy);
        if (reason !== null)
          log.info({ cache: cache.channel.cache, reason }, 'a cache is purged of everything');
        if (reason !== null || waited.tags.includes(EVERYTHING)) cache.addEverything();
        else cache.add(waited.tags);
      }
    },
    purge(keys, version) {
      const tags = new Set([...keys].map(surrogateTag));
      state = { ...state, version: Math.max(state.version, version) };
      progress.add(version, clock.steady());
      for (const cache of caches) cache.add(tags);
    },
    purgeEverything(madeBy) {
      state = { ...state, madeBy };
      for (const cache of caches) cache.addEverything();
    },
    async close() {
      const timer = setTimeout(() => ending.abort(), GRACE_MS);
      await Promise.all(caches.map((cache) => cache.close()));
      clearTimeout(timer);
      journal.close();
    },
  };
}

const GLOBAL: Pick<SendDeps, 'fetch' | 'timers'> = {
  fetch: globalThis.fetch,
  timers: { setTimeout, clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout) },
};

/** Of more publishes nobody is told that caches were purged of them, but of the last ones. */
const MOST_UNDER_WAY = 1_000;

/** Follows up to which version all caches were purged once, of publishes in their order. */
function followVersions(isPurgedOnce: (upTo: number) => boolean, onPurged: (version: number) => void) {
  const underWay: { readonly version: number; readonly at: number }[] = [];
  return {
    add(version: number, at: number): void {
      underWay.push({ version, at });
      if (underWay.length > MOST_UNDER_WAY) underWay.shift();
    },
    look(): void {
      let version: number | null = null;
      for (let [first] = underWay; first !== undefined && isPurgedOnce(first.at); [first] = underWay) {
        version = first.version;
        underWay.shift();
      }
      if (version !== null) onPurged(version);
    },
  };
}

/** What the journal has of a cache; nothing where it cannot be read. */
function readJournal(journal: PurgeJournal, cache: string, met: (error: unknown) => void) {
  try {
    return { state: journal.state(cache), tags: journal.waiting(cache) };
  } catch (error) {
    met(error);
    return { state: null, tags: [] };
  }
}

/** Why keys do not tell what a cache lacks; null where they do. */
function whyEverything(known: PurgeState | null, found: FoundVersion, madeBy: string): string | null {
  if (known === null) return 'nothing is known of what it holds';
  if (found.isNew) return 'the catalog was built anew';
  if (known.madeBy !== madeBy) return 'pages are made otherwise than before';
  if (known.version !== found.version) return 'the program was killed while something was published';
  return null;
}
