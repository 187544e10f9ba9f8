import type { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { SearchAnswer, SearchRequest, SearchService } from './search-answer.ts';
import type { SearchQuestion, SearchReply, SearchSettings } from './search-messages.ts';

export interface SearchServiceOptions {
  /** Path of the catalog, which is opened with the first search. */
  readonly file: string;
  readonly log: Logger;
  /** A search that runs longer, ms, is ended at the next article it looks at; 250 by default. */
  readonly cutOffMs?: number | undefined;
  /** A thread that does not even end a search after so long, ms, is given up; 5 seconds by default. */
  readonly giveUpMs?: number | undefined;
  /** How many searches may wait for the one under way; 32 by default. */
  readonly maxWaiting?: number | undefined;
  /** Starts a thread, but for tests. */
  readonly spawn?: ((settings: SearchSettings) => SearchThread) | undefined;
}

/** What is used of a Worker. */
export interface SearchThread extends EventEmitter {
  postMessage(message: SearchQuestion | 'close'): void;
  terminate(): Promise<unknown>;
  unref(): void;
}

interface Waiting {
  readonly request: SearchRequest;
  readonly resolve: (answer: SearchAnswer) => void;
}

/** The search under way. */
interface Current {
  readonly number: number;
  /** Its thread has come to it. */
  readonly begin: () => void;
  readonly settle: (answer: SearchAnswer) => void;
}

const CUT_OFF: SearchAnswer = { kind: 'cut-off' };
const UNAVAILABLE: SearchAnswer = { kind: 'unavailable' };

/**
 * Searches on a thread of its own, one search at a time. The thread starts with the first search; where it
 * ends by itself, the search under way is 'unavailable' and the next one starts another.
 */
export function createSearchService(options: SearchServiceOptions): SearchService {
  const { file, log, cutOffMs = 250, giveUpMs = 5_000, maxWaiting = 32, spawn = spawnWorker } = options;
  const cutOff = new SharedArrayBuffer(4);
  const ended = new Int32Array(cutOff);
  const waiting: Waiting[] = [];
  let thread: SearchThread | null = null;
  let current: Current | null = null;
  let number = 0;
  let isClosed = false;

  function start(): SearchThread {
    const started = spawn({ file, cutOff });
    // A thread may hold neither the process nor, by an error nobody hears, bring it down.
    started.unref();
    started.on('message', (reply: SearchReply) => {
      if (reply.kind === 'begun') {
        if (current?.number === reply.number) current.begin();
        return;
      }
      if (reply.error !== null) log.error({ reason: reply.error }, 'a search failed');
      if (current?.number === reply.number) current.settle(reply.answer);
    });
    started.on('error', (error) => {
      log.error({ err: error }, 'the search thread failed');
      forget(started, UNAVAILABLE);
    });
    started.on('exit', () => forget(started, UNAVAILABLE));
    return started;
  }

  function forget(gone: SearchThread, answer: SearchAnswer): void {
    if (thread !== gone) return;
    thread = null;
    current?.settle(answer);
  }

  function giveUp(slow: SearchThread): void {
    log.error({ giveUpMs }, 'a search did not end; its thread is given up');
    forget(slow, CUT_OFF);
    slow.terminate().catch(() => {});
  }

  function next(): void {
    if (current !== null) return;
    const first = waiting.shift();
    if (first === undefined) return;
    try {
      thread ??= start();
    } catch (error) {
      log.error({ err: error }, 'the search thread cannot be started');
      first.resolve(UNAVAILABLE);
      next();
      return;
    }
    const asked = thread;
    number = (number + 1) & 0x7fffffff;
    const own = number;
    const timers = [setTimeout(() => giveUp(asked), giveUpMs)];
    current = {
      number: own,
      begin: () => void timers.push(setTimeout(() => Atomics.store(ended, 0, own), cutOffMs)),
      settle(answer) {
        for (const timer of timers) clearTimeout(timer);
        current = null;
        first.resolve(answer);
        next();
      },
    };
    asked.postMessage({ number: own, request: first.request });
  }

  return {
    search(request) {
      if (isClosed) return Promise.resolve(UNAVAILABLE);
      if (waiting.length >= maxWaiting) return Promise.resolve({ kind: 'busy' });
      return new Promise((resolve) => {
        waiting.push({ request, resolve });
        next();
      });
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      for (const { resolve } of waiting.splice(0)) resolve(UNAVAILABLE);
      const closing = thread;
      if (closing === null) return;
      const exit = new Promise((resolve) => closing.once('exit', resolve));
      closing.postMessage('close');
      const timer = setTimeout(() => closing.terminate().catch(() => {}), giveUpMs);
      await exit;
      clearTimeout(timer);
    },
  };
}

/** MB. */
const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 };

function spawnWorker(workerData: SearchSettings): SearchThread {
  return new Worker(new URL('./search-thread.ts', import.meta.url), { workerData, resourceLimits });
}
