import type { ReadStory } from './page-view-store.ts';

/** What decides which articles are among the most read. */
export interface RankRules {
  /** How many articles the list holds. */
  readonly length: number;
  /** PageViews that bring an article onto the list. */
  readonly floor: number;
}

/** Whoever is on the list stays there down to this part of the floor. */
const STAY = 0.8;

/** Passes another only who has a tenth and one reading more. */
const passes = (pageViews: number, other: number): boolean => pageViews > other * 1.1 + 1;

/**
 * The ids of what is read most, best first, starting from the list as it was (`held`, with what it weighs now): a
 * story passes one above it only when it is read clearly more, so that two that are read alike do not change
 * places all the time. `best` is in order of readings. Both hold only what readers see.
 */
export function rankPageViews(
  held: readonly ReadStory[],
  best: readonly ReadStory[],
  { length, floor }: RankRules,
): readonly string[] {
  const staying = held.filter(({ pageViews }) => pageViews >= floor * STAY);
  const known = new Set(staying.map(({ id }) => id));
  const newcomers = best.filter(({ id, pageViews }) => pageViews >= floor && !known.has(id));
  const ranked: ReadStory[] = [];
  for (const story of [...staying, ...newcomers]) {
    // Above the first that it passes: then none stands above another that passes it.
    const place = ranked.findIndex(({ pageViews }) => passes(story.pageViews, pageViews));
    ranked.splice(place < 0 ? ranked.length : place, 0, story);
  }
  return ranked.slice(0, length).map(({ id }) => id);
}
