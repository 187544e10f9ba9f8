import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { createRequestThread, type RequestWorker, ThreadHungError } from '../telemetry/request-thread.ts';
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
  readonly spawn?: ((settings: SearchSettings) => RequestWorker<SearchQuestion>) | undefined;
}

interface Waiting {
  readonly request: SearchRequest;
  /** Only the first answer is heard. */
  readonly resolve: (answer: SearchAnswer) => void;
}

/** The search under way. */
interface Current {
  readonly number: number;
  readonly asker: Waiting;
}

const CUT_OFF: SearchAnswer = { kind: 'cut-off' };
const UNAVAILABLE: SearchAnswer = { kind: 'unavailable' };
const BUSY: SearchAnswer = { kind: 'busy' };

/**
 * Searches on a thread of its own, one search at a time. Where it ends by itself, the search under way is 'unavailable'.
 */
export function createSearchService(options: SearchServiceOptions): SearchService {
  const { file, log, cutOffMs = 250, giveUpMs = 5_000, patienceMs = 10_000, maxWaiting = 32 } = options;
  const { onDamage, spawn = spawnWorker } = options;
  const cutOff = cutOffMemory();
  const { look, end } = cutOffSwitch(cutOff);
  const thread = createRequestThread<SearchQuestion, SearchReply>({
    spawn: () => spawn({ file, cutOff, cutOffMs }),
    limitMs: giveUpMs,
  });
  const waiting: Waiting[] = [];
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

  /** Never rejects. */
  async function ask(question: SearchQuestion): Promise<SearchAnswer> {
    const cutOffTimer = setTimeout(look, cutOffMs, question.number);
    try {
      const { answer, error, isBroken } = await thread.ask(question);
      if (error === null) told = null;
      else tell(error, 'a search failed; others that fail for this reason are not told');
      if (isBroken && !isDamageTold) {
        isDamageTold = true;
        onDamage?.();
      }
      return answer;
    } catch (error) {
      if (isClosed) return UNAVAILABLE;
      if (error instanceof ThreadHungError) {
        log.error({ limitMs: giveUpMs }, 'a search did not end; its thread is given up');
        return CUT_OFF;
      }
      tell(String(error), 'the search thread failed; it is started again with the next search');
      return UNAVAILABLE;
    } finally {
      clearTimeout(cutOffTimer);
    }
  }

  /** Has a search answered that has waited too long, and ended where it is under way. */
  function loosePatience(one: Waiting): void {
    const at = waiting.indexOf(one);
    if (at >= 0) waiting.splice(at, 1);
    else if (current?.asker === one) end(current.number);
    one.resolve(BUSY);
  }

  async function next(): Promise<void> {
    if (current !== null) return;
    const first = waiting.shift();
    if (first === undefined) return;
    number = (number % 0x7fffffff) + 1;
    current = { number, asker: first };
    first.resolve(await ask({ number, request: first.request }));
    current = null;
    void next();
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
        void next();
      });
    },
    async close() {
      isClosed = true;
      for (const { resolve } of waiting.splice(0)) resolve(UNAVAILABLE);
      await thread.close();
    },
  };
}

/** MB. */
const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 };

function spawnWorker(workerData: SearchSettings): RequestWorker<SearchQuestion> {
  const worker = new Worker(new URL('./search-thread.ts', import.meta.url), { workerData, resourceLimits });
  // A search must not hold the process.
  worker.unref();
  return worker;
}
