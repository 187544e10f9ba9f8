import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { SharedBatch } from '../../catalog/page-views/share-store.ts';
import type { PageViewSharing } from '../../ingest/behind/page-view-sharing.ts';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import type { SharedViewsState } from '../../telemetry/machine-report.ts';
import { createBackoff } from '../children/backoff.ts';
import { explainRedisFault } from './redis-fault.ts';
import type { Stream } from './stream.ts';
import { readEntry, writeCounts, writeList } from './stream-entry.ts';

export interface SharePageViewsOptions {
  readonly sharing: PageViewSharing;
  /** Opens the stream of this site. */
  readonly open: () => Promise<Stream>;
  readonly report: (state: SharedViewsState) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
  /** Between two exchanges, in ms. */
  readonly intervalMs?: number;
}

/** Sharing at work. */
export interface SharedPageViews {
  /** Gives what is left to the others, within about 2 s, and lets go. */
  close(): Promise<void>;
}

const INTERVAL_MS = 10_000;
/** A store that is away is asked again after the interval, then after twice as long each time up to this, in ms. */
const LONGEST_MS = 60_000;
const CLOSE_MS = 2_000;

/**
 * Gives what is counted here to the other machines from time to time, and takes what they counted. Never throws; while the store is away
 * what is to be shared waits in the file of page views, and weighs less the longer it waits, as all page views do.
 */
export function sharePageViews(options: SharePageViewsOptions): SharedPageViews {
  const { sharing, open, report, now, log, intervalMs = INTERVAL_MS } = options;
  const backoff = createBackoff(intervalMs, Math.max(LONGEST_MS, intervalMs));
  const fault = lastingFault(log, {
    level: 'error',
    begun:
      'page views cannot be shared with other machines; each counts its own meanwhile, and what is counted waits. It is tried again each minute',
    over: 'page views are shared with other machines again',
  });
  const strange = lastingFault(log, {
    level: 'warn',
    begun: 'entries of shared page views are left out: this version of Dateline cannot read them',
    over: 'entries of shared page views can be read again',
  });
  let stream: Stream | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosing = false;
  let isClosed = false;
  let underWay: Promise<void> = exchangeAndRest();

  async function exchangeAndRest(): Promise<void> {
    let waitMs = intervalMs;
    try {
      await exchange();
      fault.over();
      backoff.reset();
    } catch (error) {
      stream?.close();
      stream = null;
      // Whoever is closing has ended the connection itself.
      if (!isClosing) fault.met(explainRedisFault(error));
      waitMs = backoff.next();
    }
    if (isClosed) return;
    report({ isConnected: stream !== null, waiting: sharing.waiting() });
    if (isClosing) return;
    timer = setTimeout(() => {
      underWay = exchangeAndRest();
    }, waitMs).unref();
  }

  async function exchange(): Promise<void> {
    if (stream === null) {
      const opened = await open();
      if (isClosed) {
        opened.close();
        return;
      }
      stream = opened;
      const last = await stream.last();
      // A store that was emptied or restored begins anew: of what is known, nothing is added twice.
      if (last === null || isBefore(last, sharing.position())) sharing.rewind();
    }
    const to = stream;
    const batch = sharing.batch();
    if (batch !== null) {
      await to.append(writeCounts(batch, now()));
      sharing.sent();
    }
    const list = sharing.takeList();
    if (list !== null) await to.append(writeList(list.machine, list.ids));
    while (await takeSome(to)) {
      // More may have come.
    }
  }

  /** Resolves to whether there was anything to take. */
  async function takeSome(from: Stream): Promise<boolean> {
    const entries = await from.after(sharing.position());
    const end = entries.at(-1);
    if (end === undefined) {
      await sharing.settled();
      return false;
    }
    const batches: SharedBatch[] = [];
    let list: readonly string[] | null = null;
    for (const { name, fields } of entries) {
      const entry = readEntry(name, fields, now());
      if (entry === null) strange.met(new Error('an entry of another form'), { entry: name });
      else if (entry.kind === 'counts') batches.push(entry.batch);
      else list = entry.ids;
    }
    return sharing.take(batches, end.name, list);
  }

  return {
    async close() {
      isClosing = true;
      clearTimeout(timer);
      const last = underWay.then(() => (stream === null ? undefined : exchangeAndRest()));
      await Promise.race([last, sleep(CLOSE_MS)]);
      isClosed = true;
      stream?.close();
    },
  };
}

/** Whether the name of an entry is lower than another’s: milliseconds, then a number. */
function isBefore(name: string, other: string): boolean {
  const [ms = 0, nth = 0] = name.split('-').map(Number);
  const [otherMs = 0, otherNth = 0] = other.split('-').map(Number);
  return ms === otherMs ? nth < otherNth : ms < otherMs;
}
