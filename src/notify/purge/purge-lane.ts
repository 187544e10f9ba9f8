import type { Logger } from 'pino';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import { isSuccess } from '../channel.ts';
import { type Jitter, parseRetryAfter } from '../retry-time.ts';
import { type Answer, type SendDeps, sendRequest } from '../send-request.ts';
import type { PurgeChannel } from './purge-channel.ts';
import { EVERYTHING, type PurgeBatch, type PurgeQueue } from './purge-queue.ts';

/** Two clocks. */
export interface PurgeClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Counts milliseconds and cannot be set. */
  readonly steady: () => number;
}

export interface PurgeLaneDeps {
  readonly queue: PurgeQueue;
  readonly clock: PurgeClock;
  readonly sending: SendDeps;
  readonly log: Logger;
  readonly jitter: Jitter;
  /** Told of each try, and of the tags that wait no more. */
  readonly onTried: (isTaken: boolean, tags: number, gone: readonly string[]) => void;
}

/** The way to one cache: one request at a time, tried again until it is taken. */
export interface PurgeLane {
  /** Sends what is due. Returns at once. */
  wake(): void;
  /** Sends nothing more; resolves when the request under way has been answered or ended by the signal. */
  close(): Promise<void>;
}

/** Readers are shown what is out of date meanwhile, so that a cache is soon asked again, and never given up. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 60_000;
/** After the first connection that breaks; in ms. */
const BROKEN_WAIT_MS = 20;
/** The longest that a Retry-After is believed. */
const LONGEST_ASKED_MS = 600_000;

/** Starts purging one cache of what its queue holds. */
export function openPurgeLane(channel: PurgeChannel, deps: PurgeLaneDeps): PurgeLane {
  const { queue, clock, sending, onTried } = deps;
  const { steady } = clock;
  const { timers, signal } = sending;
  const log = deps.log.child({ cache: channel.cache });
  let failures = 0;
  let restsUntil = 0;
  let isClosed = false;
  let timer: unknown = null;
  let underWay: Promise<void> | null = null;
  const fault = lastingFault(log, {
    level: 'error',
    begun: 'a cache is not purged, and shows what was; it is tried again until it takes what waits',
    over: 'the cache takes purges again',
  });

  const wake = (): void => {
    if (isClosed || underWay !== null) return;
    timers.clearTimeout(timer);
    const due = queue.nextDue();
    if (due === null) return;
    const waitMs = Math.max(due, restsUntil) - steady();
    if (waitMs > 0) {
      // A timer may go off within the millisecond before.
      timer = timers.setTimeout(wake, Math.ceil(waitMs));
      return;
    }
    const batch = queue.take(channel);
    if (batch === null) return;
    underWay = deliver(batch).finally(() => {
      underWay = null;
      wake();
    });
  };

  const deliver = async (batch: PurgeBatch): Promise<void> => {
    const begun = steady();
    const isEverything = batch.tags[0] === EVERYTHING;
    const answer = await sendRequest(channel.build(isEverything ? 'everything' : batch.tags), sending);
    const told = isEverything ? { everything: true } : { keys: batch.tags.length };
    if (answer.kind === 'answered' && isSuccess(answer.status)) {
      failures = 0;
      restsUntil = steady() + channel.restMs;
      fault.over();
      log[batch.isAgain ? 'debug' : 'info']({ ...told, ms: Math.round(steady() - begun) }, 'cache purged');
      onTried(true, batch.tags.length, queue.arrived());
      return;
    }
    queue.failed();
    // A request that closing cut short may have arrived or not: it is sent again after the next start.
    if (signal.aborted) return;
    failures += 1;
    const waitMs = waitAfter(answer);
    restsUntil = steady() + waitMs;
    const reason = answer.kind === 'failed' ? reasonOf(answer.reason) : channel.explain(answer.status);
    // That a connection at rest was closed from the other side just now is no fault.
    if (!isFirstBreak(answer)) fault.met(new Error(reason), { ...told, waitMs: Math.round(waitMs) });
    onTried(false, batch.tags.length, []);
  };

  const isFirstBreak = ({ kind }: Answer): boolean => kind === 'failed' && failures === 1;

  const waitAfter = (answer: Answer): number => {
    if (isFirstBreak(answer)) return BROKEN_WAIT_MS;
    const own = deps.jitter(Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS));
    const asked = answer.kind === 'answered' ? parseRetryAfter(answer.retryAfter, clock.now()) : null;
    return Math.max(own, Math.min(asked ?? 0, LONGEST_ASKED_MS));
  };

  return {
    wake,
    async close() {
      isClosed = true;
      timers.clearTimeout(timer);
      await underWay;
    },
  };
}

const reasonOf = (reason: string): string => `${reason}. Start the cache, or set PURGE to where it listens`;
