import type { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { cpuMsOf, type MeteredThread } from '../telemetry/cpu-time.ts';
import { cutOffMemory, cutOffSwitch } from './cut-off.ts';
import type { SearchAnswer, SearchRequest, SearchService } from './search-answer.ts';
import type { SearchQuestion, SearchReply, SearchSettings } from './search-messages.ts';

export interface SearchServiceOptions {
  /** Path of the catalog, which is opened with the first search. */
  readonly file: string;
  readonly log: Logger;
  /** Told once when the index turns out to be broken, so that it is built again. */
  readonly onDamage?: (() => void) | undefined;
  /** A search that takes more processor time, ms, is ended at the next article it looks at; 250 by default. */
  readonly cutOffMs?: number | undefined;
  /** A thread that goes on with a search for so much processor time, ms, is given up; 5 seconds by default. */
  readonly giveUpMs?: number | undefined;
  /** Whoever has waited so long, ms by the clock, is told that the site is busy; 10 seconds by default. */
  readonly patienceMs?: number | undefined;
  /** How many searches may wait for the one under way; 32 by default. */
  readonly maxWaiting?: number | undefined;
  /** Starts a thread, but for tests. */
  readonly spawn?: ((settings: SearchSettings) => SearchThread) | undefined;
}

/** What is used of a Worker. */
export interface SearchThread extends EventEmitter, MeteredThread {
  postMessage(message: SearchQuestion | 'close'): void;
  terminate(): Promise<unknown>;
  unref(): void;
}

interface Waiting {
  readonly request: SearchRequest;
  /** Only the first answer is heard. */
  readonly resolve: (answer: SearchAnswer) => void;
}

/** A thread whose processor time nobody can tell any more is given up after so many looks in vain. */
const LOOKS_IN_VAIN = 12;

/** The search under way. */
interface Current {
  readonly number: number;
  readonly asker: Waiting;
  /** Processor time that its thread had used before. */
  cpuMsBefore: number;
  /** How often its thread was looked at. */
  looks: number;
  cutOffTimer?: NodeJS.Timeout;
  giveUpTimer?: NodeJS.Timeout;
}

const CUT_OFF: SearchAnswer = { kind: 'cut-off' };
const UNAVAILABLE: SearchAnswer = { kind: 'unavailable' };
const BUSY: SearchAnswer = { kind: 'busy' };

/**
 * Searches on a thread of its own, one search at a time. The thread starts with the first search; where it
 * ends by itself, the search under way is 'unavailable' and the next one starts another.
 */
export function createSearchService(options: SearchServiceOptions): SearchService {
  const { file, log, cutOffMs = 250, giveUpMs = 5_000, patienceMs = 10_000, maxWaiting = 32 } = options;
  const { onDamage, spawn = spawnWorker } = options;
  const cutOff = cutOffMemory();
  const { look, end } = cutOffSwitch(cutOff);
  const waiting: Waiting[] = [];
  let thread: SearchThread | null = null;
  let current: Current | null = null;
  let number = 0;
  let isClosed = false;
  let isDamageTold = false;
  let told: string | null = null;

  /** One fault is one line, until a search is answered again: all that are asked meanwhile meet it. */
  function tell(reason: string, message: string): void {
    if (told !== reason) log.error({ reason }, message);
    told = reason;
  }

  function start(): SearchThread {
    const started = spawn({ file, cutOff, cutOffMs });
    // A thread may hold neither the process nor, by an error nobody hears, bring it down.
    started.unref();
    started.on('message', (reply: SearchReply) => {
      if (reply.kind === 'begun') {
        if (current?.number === reply.number) begin(current, reply.cpuMs);
        return;
      }
      if (reply.error === null) told = null;
      else tell(reply.error, 'a search failed; others that fail for this reason are not told');
      if (reply.isBroken && !isDamageTold) {
        isDamageTold = true;
        onDamage?.();
      }
      if (current?.number === reply.number) settle(current, reply.answer);
    });
    started.on('error', (error: Error) => {
      tell(error.message, 'the search thread failed; it is started again with the next search');
      forget(started, UNAVAILABLE);
    });
    started.on('exit', () => forget(started, UNAVAILABLE));
    return started;
  }

  function forget(gone: SearchThread, answer: SearchAnswer): void {
    if (thread !== gone) return;
    thread = null;
    if (current !== null) settle(current, answer);
  }

  /** Gives a thread up whose search has used too much processor time; one that had little goes on. */
  async function judge(asked: SearchThread, judged: Current): Promise<void> {
    const used = await cpuMsOf(asked, giveUpMs);
    if (current !== judged) return;
    judged.looks += 1;
    const isHung = used !== null && used - judged.cpuMsBefore >= giveUpMs;
    if (!isHung && judged.looks < LOOKS_IN_VAIN) return lookAgainLater(asked, judged);
    log.error({ giveUpMs }, 'a search did not end; its thread is given up');
    forget(asked, CUT_OFF);
    asked.terminate().catch(() => {});
  }

  function lookAgainLater(asked: SearchThread, judged: Current): void {
    judged.giveUpTimer = setTimeout(() => void judge(asked, judged), giveUpMs);
  }

  /** Has a search answered that has waited too long, and ended where it is under way. */
  function loosePatience(one: Waiting): void {
    const at = waiting.indexOf(one);
    if (at >= 0) waiting.splice(at, 1);
    else if (current?.asker === one) end(current.number);
    one.resolve(BUSY);
  }

  function next(): void {
    if (current !== null) return;
    const first = waiting.shift();
    if (first === undefined) return;
    try {
      thread ??= start();
    } catch (error) {
      tell(String(error), 'the search thread cannot be started; it is tried again with the next search');
      first.resolve(UNAVAILABLE);
      next();
      return;
    }
    number = (number % 0x7fffffff) + 1;
    current = { number, asker: first, cpuMsBefore: 0, looks: 0 };
    lookAgainLater(thread, current);
    thread.postMessage({ number, request: first.request });
  }

  /** Its thread has come to it. */
  function begin(begun: Current, cpuMsBefore: number): void {
    begun.cpuMsBefore = cpuMsBefore;
    begun.cutOffTimer = setTimeout(() => look(begun.number), cutOffMs);
  }

  function settle(settled: Current, answer: SearchAnswer): void {
    clearTimeout(settled.cutOffTimer);
    clearTimeout(settled.giveUpTimer);
    current = null;
    settled.asker.resolve(answer);
    next();
  }

  return {
    search(request) {
      if (isClosed) return Promise.resolve(UNAVAILABLE);
      if (waiting.length >= maxWaiting) return Promise.resolve(BUSY);
      return new Promise((resolve) => {
        const one: Waiting = {
          request,
          resolve(answer) {
            clearTimeout(timer);
            resolve(answer);
          },
        };
        const timer = setTimeout(() => loosePatience(one), patienceMs);
        waiting.push(one);
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
