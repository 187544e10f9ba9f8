import type { FeedRequest } from '../../partners/fetch/fetch-feed.ts';
import type { FailedPoll, PollResult } from '../../partners/poll/poll-feed.ts';
import type { Child, ChildListeners, Ending } from '../children/child.ts';
import type { PollJob, PollMessage } from './poll-messages.ts';

/** Fetches and reads feeds in a thread of its own, which nobody waits for but the feeds themselves. */
export interface FeedPoller {
  /** Never rejects. After `close` it does not resolve. */
  poll(request: FeedRequest): Promise<PollResult>;
  /** Ends the thread and what it does. */
  close(): void;
}

/** How long things may take by the clock, in ms: the last resort for a thread that does not end by itself. */
export interface PollerLimits {
  /** Reading one feed, which the thread ends by itself after its processor time; see poll-feed.ts. */
  readonly parseMs: number;
  /** A whole poll; fetching has limits of its own below that. */
  readonly wholeMs: number;
  /** The thread ends after so long without work, so that it keeps no memory between polls. */
  readonly idleMs: number;
}

const LIMITS: PollerLimits = { parseMs: 200_000, wholeMs: 400_000, idleMs: 10_000 };

export type SpawnPollThread = (listeners: ChildListeners<PollMessage>) => Child<PollJob>;

interface Waiting {
  readonly job: PollJob;
  readonly resolve: (result: PollResult) => void;
  timer: NodeJS.Timeout;
  isParsing: boolean;
}

/**
 * Makes a poller whose thread is started with the first poll. A feed that hangs the thread, or kills it, is
 * answered as failed; the thread is started again and the other polls under way begin anew.
 */
export function createFeedPoller(spawn: SpawnPollThread, given: Partial<PollerLimits> = {}): FeedPoller {
  const limits = { ...LIMITS, ...given };
  const waiting = new Map<number, Waiting>();
  let thread: Child<PollJob> | null = null;
  let idle: NodeJS.Timeout | undefined;
  let jobs = 0;
  let isClosed = false;

  const watch = (id: number, ms: number): NodeJS.Timeout =>
    // An answer that came while this thread was busy is taken first.
    setTimeout(() => setImmediate(() => waiting.has(id) && hang(id)), ms);

  const answer = (id: number, result: PollResult): void => {
    const one = waiting.get(id);
    if (one === undefined) return;
    clearTimeout(one.timer);
    waiting.delete(id);
    one.resolve(result);
    if (waiting.size > 0) return;
    idle = setTimeout(end, limits.idleMs).unref();
  };

  /** Ends the thread; what it tells from now on is not heard. */
  function end(): void {
    const old = thread;
    thread = null;
    old?.kill();
  }

  function hang(id: number): void {
    end();
    answer(id, HUNG);
    beginAnew();
  }

  function send(one: Waiting): void {
    try {
      thread ??= start();
      thread.send(one.job);
    } catch (error) {
      answer(one.job.id, died({ code: null, signal: null, error }));
    }
  }

  function beginAnew(): void {
    if (isClosed) return;
    for (const one of waiting.values()) {
      clearTimeout(one.timer);
      one.isParsing = false;
      one.timer = watch(one.job.id, limits.wholeMs);
      send(one);
    }
  }

  function start(): Child<PollJob> {
    const started = spawn({
      onMessage(message) {
        if (started !== thread) return;
        if (message.kind === 'polled') answer(message.id, message.result);
        else parse(message.id);
      },
      onEnd(ending) {
        if (started !== thread) return;
        thread = null;
        // Of many under way it was the one that was being read; where none was, each may have been it.
        const all = [...waiting.values()];
        const parsing = all.filter(({ isParsing }) => isParsing);
        for (const { job } of parsing.length > 0 ? parsing : all) answer(job.id, died(ending));
        beginAnew();
      },
    });
    return started;
  }

  function parse(id: number): void {
    const one = waiting.get(id);
    if (one === undefined) return;
    clearTimeout(one.timer);
    one.isParsing = true;
    one.timer = watch(id, limits.parseMs);
  }

  return {
    poll(request) {
      clearTimeout(idle);
      jobs += 1;
      const job = { id: jobs, request };
      return new Promise((resolve) => {
        const one = { job, resolve, isParsing: false, timer: watch(job.id, limits.wholeMs) };
        waiting.set(job.id, one);
        send(one);
      });
    },
    close() {
      isClosed = true;
      clearTimeout(idle);
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
      end();
    },
  };
}

const HUNG: FailedPoll = {
  kind: 'failed',
  code: 'feed-hung',
  message: 'Fetching and reading the feed took too long, and was ended.',
  hint: 'Look at what is at its address. If it is a feed, tell the outlet; else correct partners.yaml.',
  status: null,
  retryAt: null,
};

function died({ code, error }: Ending): FailedPoll {
  const reason = error instanceof Error ? error.message : `exit code ${code}`;
  return {
    kind: 'failed',
    code: 'feed-unreadable',
    message: `Reading the feed ended the thread that reads feeds (${reason}).`,
    hint: 'Look at what is at its address. If it is a feed, tell the outlet; else correct partners.yaml.',
    status: null,
    retryAt: null,
  };
}
