import type { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import { cpuMsOf, type MeteredThread } from '../../telemetry/cpu-time.ts';
import type { CardColours } from './card-colours.ts';
import type { CardAnswer, CardRequest, CardSettings } from './card-messages.ts';
import { type CardText, canSetCard } from './card-text.ts';
import { createWorkQueue } from '../work-queue.ts';

/** A card that cannot be made; the site's own card stands in. */
export class CardError extends Error {
  readonly code: 'card-not-settable' | 'card-failed';

  constructor(code: CardError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CardError';
    this.code = code;
  }
}

export interface CardMakerOptions {
  readonly colours: CardColours;
  /** The thread ends when it had nothing to do for so long, ms; a minute by default. It holds 130 MB. */
  readonly idleMs?: number | undefined;
  /** A card that takes more processor time, ms, is given up with its thread; 15 seconds by default. */
  readonly timeoutMs?: number | undefined;
  /** How many may wait; 100 by default. */
  readonly maxWaiting?: number | undefined;
  /** Starts a thread, but for tests. */
  readonly spawn?: ((settings: CardSettings) => CardThread) | undefined;
}

/** What is used of a Worker. */
export interface CardThread extends EventEmitter, MeteredThread {
  postMessage(request: CardRequest): void;
  terminate(): Promise<unknown>;
  unref(): void;
}

export interface CardMaker {
  /**
   * Draws a card: a PNG of 1200 × 630 px, 30 to 110 KB. One at a time; the others wait.
   * @throws CardError where a text has no font or the drawing fails, BusyError where too many wait.
   */
  readonly make: (card: CardText) => Promise<Buffer>;
  /** Ends the thread for good; what is under way or waits fails. */
  readonly close: () => Promise<void>;
}

/**
 * Draws share cards on a thread of its own, so that no reader waits for one. The thread starts with the
 * first card; after it has ended, asked or not, the next card starts another.
 */
export function createCardMaker(options: CardMakerOptions): CardMaker {
  const { colours, idleMs = 60_000, timeoutMs = 15_000, maxWaiting = 100, spawn = spawnWorker } = options;
  const queue = createWorkQueue({ maxConcurrent: 1, maxWaiting });
  let thread: CardThread | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  function start(): CardThread {
    const started = spawn({ colours });
    // A thread may hold neither the process nor, by an error nobody hears, bring it down.
    started.unref();
    started.on('error', () => forget(started));
    started.on('exit', () => forget(started));
    return started;
  }

  function forget(ended: CardThread): void {
    if (thread === ended) thread = null;
  }

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = thread;
    thread = null;
    await ending?.terminate();
  }

  async function draw(card: CardText): Promise<Buffer> {
    if (isClosed) throw new CardError('card-failed', 'The share card was not drawn: the site is closing.');
    clearTimeout(idle);
    thread ??= start();
    try {
      const answer = await ask(thread, card, timeoutMs);
      if (answer.kind === 'drawn') return Buffer.from(answer.png);
      throw new CardError('card-failed', `The share card could not be drawn: ${answer.message}`);
    } catch (error) {
      if (error instanceof CardError) throw error;
      // A thread that hangs within native code ends when it comes back from there, if ever; the next card has another.
      void end().catch(() => {});
      throw new CardError('card-failed', `The share card could not be drawn: ${(error as Error).message}`, {
        cause: error,
      });
    } finally {
      if (thread !== null) idle = setTimeout(() => void end().catch(() => {}), idleMs).unref();
    }
  }

  return {
    async make(card) {
      if (!canSetCard(card))
        throw new CardError('card-not-settable', 'The share card has no font for all of its text.');
      return queue.run(() => draw(card));
    },
    async close() {
      isClosed = true;
      await end();
    },
  };
}

/** A thread that has too little processor time is waited for so many times its limit by the clock. */
const MAX_LOOKS = 8;

/** Calls `fail` when a thread has used `limitMs` of processor time from now on. Returns what ends that. */
function watchTime(thread: CardThread, limitMs: number, fail: (error: Error) => void): () => void {
  const before = cpuMsOf(thread, limitMs);
  let isOver = false;
  let looks = 0;
  const judge = async (): Promise<void> => {
    // A thread that does not even start to tell counts from nothing.
    const used = await cpuMsOf(thread, limitMs);
    const begun = (await before) ?? 0;
    looks += 1;
    if (isOver) return;
    if (used !== null && used - begun >= limitMs) fail(new Error(`it took longer than ${limitMs} ms`));
    else if (looks >= MAX_LOOKS) fail(new Error('the machine was too busy, or the thread hangs'));
    else timer = setTimeout(judge, limitMs);
  };
  let timer = setTimeout(judge, limitMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** The thread's answer. Rejects when it fails, ends, or takes more processor time than `timeoutMs`. */
async function ask(thread: CardThread, card: CardText, timeoutMs: number): Promise<CardAnswer> {
  const answered = Promise.withResolvers<CardAnswer>();
  const fail = (error: Error): void => answered.reject(error);
  const ended = (): void => fail(new Error('its thread ended'));
  const stopWatching = watchTime(thread, timeoutMs, fail);
  thread.on('message', answered.resolve);
  thread.on('error', fail);
  thread.on('exit', ended);
  try {
    thread.postMessage(card);
    return await answered.promise;
  } finally {
    stopWatching();
    thread.off('message', answered.resolve);
    thread.off('error', fail);
    thread.off('exit', ended);
  }
}

/** MB; unbounded, the collector is lazy and the thread holds 200 MB instead of 130. */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };

function spawnWorker(workerData: CardSettings): CardThread {
  return new Worker(new URL('./card-thread.ts', import.meta.url), { workerData, resourceLimits });
}
