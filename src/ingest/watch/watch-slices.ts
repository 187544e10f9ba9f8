/** Work that says, by yielding, where it may be interrupted. */
export type Work = Generator<void, void, void>;

export interface SlicedQueue {
  /**
   * Queues work under a key. Resolves when it is done, and rejects where it throws; what follows is done in
   * either case, and nobody need wait for it. Work that waits under this key already stands for both.
   */
  readonly add: (key: string, work: () => Work) => Promise<void>;
  /** Drops all work; its promises resolve. */
  readonly close: () => void;
}

interface Job {
  readonly work: () => Work;
  readonly done: PromiseWithResolvers<void>;
}

/**
 * Makes a queue that does work in order, in slices of at most `sliceMs`, and lets the event loop turn
 * between two slices. `onSlice` is called after each.
 */
export function createSlicedQueue(now: () => number, sliceMs: number, onSlice: () => void): SlicedQueue {
  const waiting = new Map<string, Job>();
  let current: { readonly steps: Work; readonly done: PromiseWithResolvers<void> } | null = null;
  let isScheduled = false;

  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(runSlice);
  };
  const takeNext = (): typeof current => {
    for (const [key, { work, done }] of waiting) {
      waiting.delete(key);
      return { steps: work(), done };
    }
    return null;
  };
  const runSlice = (): void => {
    isScheduled = false;
    const begun = now();
    // A clock that is set back meanwhile ends the slice.
    for (let passed = 0; passed >= 0 && passed < sliceMs; passed = now() - begun) {
      current ??= takeNext();
      if (current === null) break;
      const { steps, done } = current;
      try {
        if (steps.next().done !== true) continue;
        done.resolve();
      } catch (error) {
        done.reject(error);
      }
      current = null;
    }
    if (current !== null || waiting.size > 0) schedule();
    onSlice();
  };

  return {
    add: (key, work) => {
      const same = waiting.get(key);
      if (same !== undefined) return same.done.promise;
      const done = Promise.withResolvers<void>();
      done.promise.catch(() => {});
      waiting.set(key, { work, done });
      schedule();
      return done.promise;
    },
    close: () => {
      current?.steps.return();
      current?.done.resolve();
      current = null;
      for (const { done } of waiting.values()) done.resolve();
      waiting.clear();
    },
  };
}
