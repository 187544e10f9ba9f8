import type { EventEmitter } from 'node:events';
import { cpuMsOf, type MeteredThread } from './cpu-time.ts';

/** What is used of a Worker that answers each request with one message, in their order. */
export interface RequestWorker<Request> extends EventEmitter, MeteredThread {
  postMessage(request: Request): void;
  terminate(): Promise<unknown>;
}

export interface RequestThreadOptions<Request> {
  readonly spawn: () => RequestWorker<Request>;
  /** A request that takes more processor time, ms, is given up with its thread; none is by default. */
  readonly limitMs?: number | undefined;
  /** The thread ends when it had nothing to do for so long, ms; it stays by default. */
  readonly idleMs?: number | undefined;
}

/** A thread that answers requests, one after the other. */
export interface RequestThread<Request, Answer> {
  /** Starts it ahead of the first request. */
  readonly start: () => void;
  /** How many requests have no answer yet. */
  readonly pending: () => number;
  /** Rejects when the thread fails, ends, or takes too long with this request; those behind it get another thread. */
  readonly ask: (request: Request) => Promise<Answer>;
  /** Ends the thread for good; whatever is asked rejects. */
  readonly close: () => Promise<void>;
}

/** A thread was given up because a request took too much processor time, or was not answered at all. */
export class ThreadHungError extends Error {
  override readonly name = 'ThreadHungError';
}

/** A thread that has too little processor time is waited for so many times its limit by the clock. */
const MAX_LOOKS = 12;

/** Prepares a thread, which starts with the first request; after it has ended, asked or not, the next starts another. */
export function createRequestThread<Request, Answer>(
  options: RequestThreadOptions<Request>,
): RequestThread<Request, Answer> {
  const { spawn, limitMs, idleMs } = options;
  const pending: (PromiseWithResolvers<Answer> & { readonly request: Request })[] = [];
  let worker: RequestWorker<Request> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function startWorker(): RequestWorker<Request> {
    const started = spawn();
    started.on('message', (answer: Answer) => {
      if (worker !== started) return;
      pending.shift()?.resolve(answer);
      attend(started);
    });
    // An error that nobody hears would bring the process down.
    started.on('error', (error: Error) => end(started, error));
    started.on('exit', () => end(started, new Error('its thread ended')));
    return started;
  }

  function post(request: Request): void {
    worker ??= startWorker();
    worker.postMessage(request);
  }

  /** Gives a thread up. One that hangs within native code ends when it comes back from there, if ever. */
  function end(ended: RequestWorker<Request>, reason: Error): void {
    if (worker !== ended) return;
    worker = null;
    clearInterval(timer);
    pending.shift()?.reject(reason);
    ended.terminate().catch(() => {});
    try {
      for (const { request } of pending) post(request);
    } catch (error) {
      for (const one of pending.splice(0)) one.reject(error);
    }
    if (worker !== null) attend(worker);
  }

  /** Watches the processor time of the request that is next to be answered, or for how long there is none. */
  function attend(watched: RequestWorker<Request>): void {
    clearInterval(timer);
    const [first] = pending;
    if (first !== undefined) {
      if (limitMs !== undefined) timer = watch(watched, first, limitMs);
    } else if (idleMs !== undefined) {
      timer = setTimeout(end, idleMs, watched, new Error('it was idle')).unref();
    }
  }

  function watch(watched: RequestWorker<Request>, first: unknown, limit: number): NodeJS.Timeout {
    const before = cpuMsOf(watched, limit);
    let looks = 0;
    return setInterval(async () => {
      const used = await cpuMsOf(watched, limit);
      // A thread that does not even start to tell counts from nothing.
      const begun = (await before) ?? 0;
      if (pending[0] !== first) return;
      looks += 1;
      if (used !== null && used - begun >= limit)
        end(watched, new ThreadHungError(`it took longer than ${limit} ms`));
      else if (looks >= MAX_LOOKS)
        end(watched, new ThreadHungError('the machine was too busy, or the thread hangs'));
    }, limit);
  }

  return {
    start: () => {
      worker ??= startWorker();
    },
    pending: () => pending.length,
    async ask(request) {
      if (isClosed) throw new Error('its thread is closed');
      post(request);
      const one = { ...Promise.withResolvers<Answer>(), request };
      if (pending.push(one) === 1 && worker !== null) attend(worker);
      return one.promise;
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      for (const one of pending.splice(0)) one.reject(new Error('its thread is closed'));
      await worker?.terminate();
    },
  };
}
