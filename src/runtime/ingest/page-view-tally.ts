import type { PageViewCounts } from '../../domain/page-views.ts';

/** PageViews that wait for somebody who adds them up. */
export interface PageViewTally {
  add(counts: PageViewCounts): void;
  /** Gives all that waits, and begins anew. */
  take(): PageViewCounts;
}

/** Makes an empty tally of so many articles at most; page views of further ones are lost. */
export function createPageViewTally(limit = 20_000): PageViewTally {
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
