import type { ReadingCounts } from '../../domain/readings.ts';

/** Readings that wait for somebody who adds them up. */
export interface ReadingsTally {
  add(counts: ReadingCounts): void;
  /** Gives all that waits, and begins anew. */
  take(): ReadingCounts;
}

/** Makes an empty tally of so many articles at most; readings of further ones are lost. */
export function readingsTally(limit = 20_000): ReadingsTally {
  const waiting = new Map<string, number>();
  return {
    add(counts) {
      for (const [id, count] of counts) {
        const before = waiting.get(id);
        if (before !== undefined || waiting.size < limit) waiting.set(id, (before ?? 0) + count);
      }
    },
    take() {
      const counts = [...waiting];
      waiting.clear();
      return counts;
    },
  };
}
