/** Runs work for many, one after the other for each; of what waits for one, only the newest is done. */
export interface NewestOnly {
  /** Null where something newer of the same one took its place. Rejects as the work does. */
  run<Result>(of: string, work: () => Promise<Result>): Promise<Result | null>;
}

interface Turn {
  readonly begin: () => void;
  readonly giveUp: () => void;
}

/** Begins with nothing under way. */
export function newestOnly(): NewestOnly {
  const running = new Set<string>();
  const waiting = new Map<string, Turn>();
  const turnOf = (of: string): Promise<boolean> => {
    if (!running.has(of)) return Promise.resolve(true);
    waiting.get(of)?.giveUp();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    waiting.set(of, { begin: () => resolve(true), giveUp: () => resolve(false) });
    return promise;
  };
  return {
    async run(of, work) {
      if (!(await turnOf(of))) return null;
      running.add(of);
      try {
        return await work();
      } finally {
        const next = waiting.get(of);
        waiting.delete(of);
        // It goes on at once, so that nobody comes between.
        if (next === undefined) running.delete(of);
        else next.begin();
      }
    },
  };
}
