import type { Logger } from 'pino';
import type { LiveWorker } from './live-worker.ts';
import type { WorkerRequest } from './worker-messages.ts';
import { createWorkerSlot, type WorkerSlot } from './worker-slot.ts';

export interface WorkerPoolOptions {
  /** How many workers. */
  readonly count: number;
  /** Starts a worker, which listens before it has pages where no other listens. */
  readonly start: (listensAtOnce: boolean) => LiveWorker;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told when a round of `reload` is over, and once more when no worker of before is left. */
  readonly onReplaced: () => void;
}

/** All web workers. */
export interface WorkerPool {
  /** Resolves when every worker serves pages for the first time. */
  readonly ready: Promise<void>;
  tell(request: WorkerRequest): void;
  /** How many serve pages now. */
  serving(): number;
  /** The ids of those that have the places, by the names of these: `web-1` and so on; not of those that have made room. */
  processes(): readonly (readonly [process: string, pid: number | null])[];
  /**
   * Replaces the workers one by one, each by one that serves already. While that is under way, any number of
   * calls are one round more after it.
   */
  reload(): void;
  /** Drains all at leisure, as another server has taken over. Resolves when they have ended. */
  retire(restMs: number | null): Promise<void>;
  /** Drains all. Resolves to true when nobody was cut off. */
  stop(graceMs: number): Promise<boolean>;
  /** Ends all at once. Resolves when they have ended. */
  kill(): Promise<void>;
}

/** Starts the web workers and keeps them alive. */
export function startWorkerPool({ count, start, log, now, onReplaced }: WorkerPoolOptions): WorkerPool {
  const slots: WorkerSlot[] = [];
  const ready = Promise.withResolvers<void>();
  let state: 'idle' | 'reloading' | 'reload again' = 'idle';
  let isStopping = false;

  const onServing = (): void => {
    if (slots.every((slot) => slot.isServing())) ready.resolve();
  };
  const launch = (): LiveWorker => start(!slots.some((slot) => slot.isServing()));
  for (let index = 0; index < count; index += 1) {
    slots.push(createWorkerSlot({ start: launch, log, now, onServing }));
  }

  return {
    ready: ready.promise,
    tell(request) {
      for (const slot of slots) slot.tell(request);
    },
    serving: () => slots.filter((slot) => slot.isServing()).length,
    processes: () => slots.map((slot, at) => [`web-${at + 1}`, slot.pid()] as const),
    reload() {
      if (state === 'idle') void reload();
      else {
        state = 'reload again';
        log.info('the web workers will be replaced once more');
      }
    },
    async retire(restMs) {
      isStopping = true;
      await Promise.all(slots.map((slot) => slot.retire(restMs)));
    },
    async stop(graceMs) {
      isStopping = true;
      return (await Promise.all(slots.map((slot) => slot.stop(graceMs)))).every((isWhole) => isWhole);
    },
    async kill() {
      isStopping = true;
      await Promise.all(slots.map((slot) => slot.kill()));
    },
  };

  async function reload(): Promise<void> {
    state = 'reloading';
    const startedAt = now();
    log.info({ workers: count }, 'replacing the web workers');
    const isDone = await replaceAll();
    if (isStopping) return;
    const ms = Math.round(now() - startedAt);
    onReplaced();
    void Promise.all(slots.map((slot) => slot.alone())).then(onReplaced);
    if (isDone) log.info({ workers: count, ms }, 'web workers replaced');
    else log.error({ ms }, 'a new web worker could not start; the old ones that are left stay');
    const isWanted = (state as string) === 'reload again';
    state = 'idle';
    if (isWanted) void reload();
  }

  async function replaceAll(): Promise<boolean> {
    for (const slot of slots) if (!(await slot.replace())) return false;
    return true;
  }
}
