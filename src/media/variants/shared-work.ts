import { type Asker, BusyError, type WorkQueue } from '../work-queue.ts';

export interface SharedWorkOptions {
  readonly queue: WorkQueue;
  /** How long anybody waits, in ms, for a turn and for the work itself. */
  readonly patienceMs: number;
}

/** Work whose result several may wait for. */
export interface SharedWork<Result> {
  /**
   * Has the work of a name done once for all who ask for it meanwhile; each has a place of its own in the queue,
   * and the first that comes to its turn does it for all. What nobody waits for any more is not begun, and is told
   * so by its signal when it is under way; where somebody's patience ended, it goes on, as that one comes back.
   * @throws BusyError where too many wait or the patience has ended, the reason of the asker's signal, and what the
   * work throws.
   */
  readonly join: (
    name: string,
    work: (signal: AbortSignal) => Promise<Result>,
    asker: Asker,
  ) => Promise<Result>;
  /** How many wait for their turn. */
  readonly waiting: () => number;
}

interface Making<Result> {
  readonly result: PromiseWithResolvers<Result>;
  /** One for each who waits; aborted, it gives up its place in the queue. */
  readonly places: Set<AbortController>;
  readonly stop: AbortController;
  isUnderWay: boolean;
  isAwaited: boolean;
}

/** Prepares it; nothing is under way. */
export function createSharedWork<Result>({ queue, patienceMs }: SharedWorkOptions): SharedWork<Result> {
  const makings = new Map<string, Making<Result>>();

  const forget = (name: string, making: Making<Result>): void => {
    if (makings.get(name) === making) makings.delete(name);
  };

  const prepare = (name: string): Making<Result> => {
    const result = Promise.withResolvers<Result>();
    const stop = new AbortController();
    const making = { result, places: new Set<AbortController>(), stop, isUnderWay: false, isAwaited: false };
    makings.set(name, making);
    result.promise.catch(() => {}).finally(() => forget(name, making));
    return making;
  };

  const begin = async (
    making: Making<Result>,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<void> => {
    if (making.isUnderWay) return;
    making.isUnderWay = true;
    for (const place of making.places) place.abort();
    await work(making.stop.signal).then(making.result.resolve, making.result.reject);
  };

  return {
    waiting: queue.waiting,
    async join(name, work, { client, signal }) {
      signal.throwIfAborted();
      const making = makings.get(name) ?? prepare(name);
      const place = new AbortController();
      making.places.add(place);
      const own = Promise.withResolvers<Result>();
      making.result.promise.then(own.resolve, own.reject);
      const onGone = (): void => own.reject(signal.reason);
      const timer = setTimeout(() => {
        making.isAwaited = true;
        own.reject(new BusyError(`A picture was not ready after ${patienceMs} ms.`));
      }, patienceMs);
      signal.addEventListener('abort', onGone);
      if (!making.isUnderWay) {
        queue
          .run(() => begin(making, work), { client, signal: place.signal })
          .catch((error: unknown) => {
            if (!place.signal.aborted) own.reject(error);
          });
      }
      try {
        return await own.promise;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', onGone);
        making.places.delete(place);
        place.abort();
        if (making.places.size === 0) abandon(name, making);
      }
    },
  };

  /** Nobody waits any more. */
  function abandon(name: string, making: Making<Result>): void {
    if (making.isUnderWay && making.isAwaited) return;
    // Whoever asks from now on has it begun anew.
    forget(name, making);
    making.stop.abort();
  }
}
