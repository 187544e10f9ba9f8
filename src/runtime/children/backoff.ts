/** How long to wait before a thing that fails is tried again. */
export interface Backoff {
  /** Milliseconds before the next try; twice as long each time. */
  next(): number;
  /** Begins again with the shortest wait. */
  reset(): void;
}

/** Makes waits that double from `firstMs` up to `longestMs`. */
export function createBackoff(firstMs: number, longestMs: number): Backoff {
  let wait = firstMs;
  return {
    next() {
      const current = wait;
      wait = Math.min(wait * 2, longestMs);
      return current;
    },
    reset: () => {
      wait = firstMs;
    },
  };
}
