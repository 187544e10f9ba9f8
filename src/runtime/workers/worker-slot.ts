import type { Logger } from 'pino';
import { createBackoff } from '../children/backoff.ts';
import type { Ending } from '../children/child.ts';
import type { LiveWorker } from './live-worker.ts';
import type { WorkerRequest } from './worker-messages.ts';

export interface WorkerSlotOptions {
  readonly start: () => LiveWorker;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told whenever a worker of this slot serves pages. */
  readonly onServing: () => void;
}

/** A place in which there is always one web worker. */
export interface WorkerSlot {
  isServing(): boolean;
  /** Of the worker that has this place; null while it has none. */
  pid(): number | null;
  /** Tells the worker, and those who have made room for it and still have connections. */
  tell(request: WorkerRequest): void;
  /**
   * Puts a new worker in the place of the old one, which drains. Resolves when the new one serves, to true; to
   * false where it could not start, and the old one stays. Waits until the one before the old one has drained.
   */
  replace(): Promise<boolean>;
  /** Resolves when those who made room have ended. */
  alone(): Promise<void>;
  /** Drains at leisure for good, as another server has taken over. Resolves when all have ended. */
  retire(restMs: number | null): Promise<void>;
  /** Drains for good. Resolves to true when nobody was cut off. */
  stop(graceMs: number): Promise<boolean>;
  /** Ends everything at once. Resolves when it has ended. */
  kill(): Promise<void>;
}

/** A worker that dies is replaced after so long, and twice as long each time. */
const FIRST_RESTART_MS = 100;
const LONGEST_RESTART_MS = 30_000;
/** Who has served so long was no failure from the start. */
const STEADY_MS = 10_000;

/** Starts a worker and has it replaced whenever it ends unasked. */
export function createWorkerSlot({ start, log, now, onServing }: WorkerSlotOptions): WorkerSlot {
  const backoff = createBackoff(FIRST_RESTART_MS, LONGEST_RESTART_MS);
  const all = new Set<LiveWorker>();
  let candidate: LiveWorker | null = null;
  let retired: LiveWorker | null = null;
  let restart: NodeJS.Timeout | undefined;
  let isStopping = false;
  let current = launch();

  function launch(): LiveWorker {
    const worker = start();
    let servedAt: number | null = null;
    all.add(worker);
    void worker.serving.then((isServing) => {
      if (!isServing) return;
      servedAt = now();
      onServing();
    });
    void worker.ended.then((ending) => {
      all.delete(worker);
      if (servedAt !== null && now() - servedAt >= STEADY_MS) backoff.reset();
      if (!worker.isLeaving()) onDeath(worker, ending);
    });
    return worker;
  }

  function onDeath(worker: LiveWorker, { code, signal, error }: Ending): void {
    log.error({ child: worker.pid, exitCode: code, signal, err: error }, 'a web worker ended');
    if (worker === current && candidate === null) refill();
  }

  function refill(): void {
    if (isStopping) return;
    const waitMs = backoff.next();
    restart = setTimeout(() => {
      current = launch();
      log.info({ child: current.pid }, 'a web worker takes its place');
    }, waitMs);
  }

  return {
    isServing: () => current.isServing(),
    pid: () => (all.has(current) ? current.pid : null),
    tell(request) {
      for (const worker of all) worker.tell(request);
    },
    async replace() {
      await retired?.ended;
      if (isStopping) return false;
      clearTimeout(restart);
      candidate = launch();
      const next = candidate;
      const isServing = await next.serving;
      candidate = null;
      if (isStopping) return false;
      if (!isServing) {
        if (!all.has(current)) refill();
        return false;
      }
      retired = current;
      current = next;
      retired.retire(null);
      return true;
    },
    async alone() {
      await retired?.ended;
    },
    async retire(restMs) {
      isStopping = true;
      clearTimeout(restart);
      for (const worker of all) worker.retire(restMs);
      await Promise.all([...all].map((worker) => worker.ended));
    },
    async stop(graceMs) {
      isStopping = true;
      clearTimeout(restart);
      const ending = [...all].map(async (worker) => {
        const hadReaders = worker.isServing();
        worker.stop(graceMs);
        const { code } = await worker.ended;
        return code === 0 || !hadReaders;
      });
      return (await Promise.all(ending)).every((isWhole) => isWhole);
    },
    async kill() {
      isStopping = true;
      clearTimeout(restart);
      for (const worker of all) worker.kill();
      await Promise.all([...all].map((worker) => worker.ended));
    },
  };
}
