/** What was read so long ago weighs half, in milliseconds. */
export const HALF_LIFE_MS = 6 * 3_600_000;

/** From here levels are measured, so that they are small numbers, which are exact; milliseconds since 1970. */
const ORIGIN_MS = Date.UTC(2026, 0, 1);

/**
 * The level of so many page views at a moment: the logarithm to base 2 of what they would weigh at the origin. It
 * stays the same while what they weigh halves, so that stories are compared, and found in order, at any time.
 */
export const levelOf = (pageViews: number, now: number): number =>
  Math.log2(pageViews) + (now - ORIGIN_MS) / HALF_LIFE_MS;

/** How many page views a level is at a moment. */
export const pageViewsAt = (level: number, now: number): number =>
  2 ** (level - (now - ORIGIN_MS) / HALF_LIFE_MS);
