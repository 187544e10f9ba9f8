import type { Logger } from 'pino';
import type { Channel, Delivery, Verdict } from './channel.ts';
import type { WaitingMessage } from './message.ts';
import type { Outbox } from './outbox.ts';
import { type Jitter, PATIENCE_MS, parseRetryAfter, waitAfter } from './retry-time.ts';
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

/** A clock that was set back is noticed after this at the latest. */
const LONGEST_SLEEP = 3_600_000;
/** How long a lane rests after an error of the program or of its disk. */
const REST_MS = 60_000;

/** Starts sending to one recipient. */
export function openLane(channel: Channel, deps: LaneDeps): Lane {
  const { outbox, now, timers, signal } = deps;
  const name = { channel: channel.channel, to: new URL(channel.target).host };
  const log = deps.log.child(name);
  let failures = 0;
  let pausedUntil = 0;
  let isStopped = false;
  let isClosed = false;
  let timer: unknown = null;
  let underWay: Promise<void> | null = null;

  /** Works with the outbox; where that fails, the lane rests, so that nothing is sent over and over. */
  const withOutbox = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      pausedUntil = now() + REST_MS;
      log.error(
        { err: error },
        'the outbox fails; tried again in a minute. Make room on the disk of DATA_DIR',
      );
    }
  };

  const sleepUntil = (at: number): void => {
    timers.clearTimeout(timer);
    timer = timers.setTimeout(rise, Math.min(Math.max(0, at - now()), LONGEST_SLEEP));
  };

  const wake = (): void => {
    if (isClosed || underWay !== null) return;
    if (isStopped) {
      withOutbox(() => void outbox.discard(channel));
      return;
    }
    let at: number | null = pausedUntil;
    withOutbox(() => {
      const next = outbox.nextDue(channel);
      at = next === null ? null : Math.max(pausedUntil, next + channel.gatherMs);
    });
    if (at !== null) sleepUntil(Math.max(at, pausedUntil));
  };

  const rise = (): void => {
    if (isClosed || underWay !== null) return;
    let messages: WaitingMessage[] = [];
    if (now() >= pausedUntil) {
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
    const answer = await sendRequest(delivery, deps);
    // A request that closing cut short may have arrived or not: it is sent again after the next start.
    if (answer.kind === 'failed' && signal.aborted) return;
    withOutbox(() => settle(delivery, answer, Math.round(now() - begun)));
  };

  const settle = ({ messages }: Delivery, answer: Answer, ms: number): void => {
    const verdict: Verdict =
      answer.kind === 'failed' ? { kind: 'retry', reason: answer.reason } : channel.judge(answer.status);
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
      outbox.done(ids);
      log.info(told, 'told');
    } else if (verdict.kind === 'mistake') {
      log.error(told, verdict.reason);
      outbox.giveUp(ids, verdict.reason);
    } else {
      isStopped = true;
      log.error({ ...told, dropped: outbox.discard(channel) }, verdict.reason);
    }
  };

  const postpone = (messages: readonly WaitingMessage[], reason: string, asked: number | null): void => {
    failures += 1;
    // The lane waits for its own failures; a message that alone is refused waits longer than its lane.
    const most = messages.reduce((tries, message) => Math.max(tries, message.tries), 0) + 1;
    const at = now() + waitAfter(Math.max(failures, most), asked, deps.jitter);
    pausedUntil = failures < most ? now() + waitAfter(failures, asked, deps.jitter) : at;
    const { late = [], kept = [] } = Object.groupBy(messages, ({ sinceMs }) =>
      at - sinceMs > PATIENCE_MS ? 'late' : 'kept',
    );
    if (kept.length > 0) {
      outbox.retryAt(
        kept.map(({ id }) => id),
        at,
        reason,
      );
      log.warn({ messages: kept.length, tries: most, seconds: Math.round((at - now()) / 1000) }, reason);
    }
    if (late.length > 0) {
      outbox.giveUp(
        late.map(({ id }) => id),
        `${name.channel} to ${name.to}, for three days: ${reason}`,
      );
    }
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
