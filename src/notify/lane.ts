import type { Logger } from 'pino';
import { setBackNotice } from '../domain/set-back.ts';
import { lastingFault } from '../telemetry/lasting-fault.ts';
import type { Channel, Delivery, Verdict } from './channel.ts';
import type { WaitingMessage } from './message.ts';
import type { Outbox } from './outbox.ts';
import { type Jitter, LEAST_TRIES, PATIENCE_MS, parseRetryAfter, waitAfter } from './retry-time.ts';
import { type Answer, type SendDeps, sendRequest } from './send-request.ts';

export interface LaneDeps extends SendDeps {
  readonly outbox: Outbox;
  readonly now: () => number;
  readonly log: Logger;
  readonly jitter: Jitter;
}

/** The way to one recipient: one request at a time, and none before a failure's wait is over. */
export interface Lane {
  /** Looks for messages that wait. */
  wake(): void;
  /** Sends nothing more; resolves when the request under way has been answered or ended by the signal. */
  close(): Promise<void>;
}

/** A clock that was set is noticed after this at the latest. */
const LONGEST_SLEEP = 60_000;
/** How long a lane rests after an error of the program or of its disk. */
const REST_MS = 60_000;

/** Starts sending to one recipient. */
export function openLane(channel: Channel, deps: LaneDeps): Lane {
  const { outbox, now, timers, signal } = deps;
  const name = { channel: channel.channel, host: new URL(channel.target).host };
  const log = deps.log.child(name);
  let failures = 0;
  let pausedUntil = 0;
  let isStopped = false;
  let isClosed = false;
  let timer: unknown = null;
  let underWay: Promise<void> | null = null;
  const notes: (() => void)[] = [];
  const wasSetBack = setBackNotice(now);
  const fault = lastingFault(log, {
    level: 'error',
    begun:
      'the outbox fails; tried again each minute. Make room on the disk of DATA_DIR, or let the server write there',
    over: 'the outbox works again',
  });

  /** Works with the outbox; where that fails, the lane rests, so that nothing is sent over and over. */
  const withOutbox = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      pausedUntil = now() + REST_MS;
      fault.met(error);
    }
  };

  /** What was put off while the clock was ahead would wait for that moment to come again. */
  const heedClock = (): void => {
    if (!wasSetBack()) return;
    pausedUntil = 0;
    withOutbox(outbox.setBack);
  };

  /** Notes in the outbox what came of a delivery; what cannot be noted now is, before anything more is sent. */
  const note = (work: () => void): void => {
    notes.push(work);
    storeNotes();
  };
  const storeNotes = (): boolean => {
    if (notes.length === 0) return true;
    withOutbox(() => {
      for (let [work] = notes; work !== undefined; [work] = notes) {
        work();
        notes.shift();
      }
      fault.over();
    });
    return notes.length === 0;
  };

  const sleepUntil = (at: number): void => {
    timers.clearTimeout(timer);
    timer = timers.setTimeout(rise, Math.min(Math.max(0, at - now()), LONGEST_SLEEP));
  };

  const wake = (): void => {
    if (isClosed || underWay !== null) return;
    if (isStopped) {
      note(() => void outbox.discard(channel));
      return;
    }
    heedClock();
    let at: number | null = pausedUntil;
    withOutbox(() => {
      const next = outbox.nextDue(channel);
      at = next === null ? null : Math.max(pausedUntil, next + channel.gatherMs);
    });
    if (at !== null) sleepUntil(Math.max(at, pausedUntil));
  };

  const rise = (): void => {
    if (isClosed || underWay !== null) return;
    heedClock();
    let messages: WaitingMessage[] = [];
    // Else what has arrived would be sent again and again while the disk is full.
    if (now() >= pausedUntil && storeNotes()) {
      withOutbox(() => {
        messages = outbox.due(channel, now(), channel.batchSize);
      });
    }
    if (messages.length === 0) {
      wake();
      return;
    }
    underWay = deliver(messages)
      .catch((error: unknown) => {
        pausedUntil = now() + REST_MS;
        log.error({ err: error }, 'sending failed; tried again in a minute');
      })
      .finally(() => {
        underWay = null;
        wake();
      });
  };

  const deliver = async (waiting: readonly WaitingMessage[]): Promise<void> => {
    const begun = now();
    const delivery = channel.build(waiting, begun);
    const answer = await (channel.send ?? sendRequest)(delivery, deps);
    // A request that closing cut short may have arrived or not: it is sent again after the next start.
    if (answer.kind === 'failed' && signal.aborted) return;
    conclude(delivery, answer, Math.round(now() - begun));
  };

  const conclude = ({ messages }: Delivery, answer: Answer, ms: number): void => {
    const verdict: Verdict =
      answer.kind === 'failed'
        ? { kind: 'retry', reason: answer.reason }
        : channel.classify(answer.status, answer.retryAfter);
    const ids = messages.map(({ id }) => id);
    const told = {
      messages: ids.length,
      ...(answer.kind === 'answered' ? { status: answer.status } : {}),
      ms,
    };
    if (verdict.kind === 'retry') {
      const asked = answer.kind === 'answered' ? parseRetryAfter(answer.retryAfter, now()) : null;
      postpone(messages, verdict.reason, asked);
      return;
    }
    failures = 0;
    if (verdict.kind === 'delivered') {
      note(() => outbox.done(ids));
      log.info(told, 'told');
    } else if (verdict.kind === 'mistake') {
      log.error(told, verdict.reason);
      note(() => outbox.giveUp(ids, verdict.reason));
    } else {
      isStopped = true;
      note(() => log.error({ ...told, dropped: outbox.discard(channel) }, verdict.reason));
    }
  };

  const postpone = (messages: readonly WaitingMessage[], reason: string, asked: number | null): void => {
    failures += 1;
    // The lane waits for its own failures; a message that alone is refused waits longer than its lane.
    const most = messages.reduce((tries, message) => Math.max(tries, message.tries), 0) + 1;
    const at = now() + waitAfter(Math.max(failures, most), asked, deps.jitter);
    pausedUntil = failures < most ? now() + waitAfter(failures, asked, deps.jitter) : at;
    // A clock that jumped ahead makes everything late at once.
    const { late = [], kept = [] } = Object.groupBy(messages, ({ sinceMs, tries }) =>
      at - sinceMs > PATIENCE_MS && tries + 1 >= LEAST_TRIES ? 'late' : 'kept',
    );
    if (kept.length > 0) {
      const ids = kept.map(({ id }) => id);
      note(() => outbox.retryAt(ids, at, reason));
      log.warn({ messages: kept.length, tries: most, waitMs: Math.round(at - now()) }, reason);
    }
    if (late.length > 0) {
      const ids = late.map(({ id }) => id);
      note(() => outbox.giveUp(ids, `${name.channel} to ${name.host}, for three days: ${reason}`));
    }
  };

  return {
    wake,
    async close() {
      isClosed = true;
      timers.clearTimeout(timer);
      await underWay;
      storeNotes();
    },
  };
}
