const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const FIRST_WAIT = MINUTE;
const LONGEST_WAIT = 6 * HOUR;
/** The longest that a Retry-After is believed. */
const LONGEST_ASKED = 24 * HOUR;

/** How long a message is tried, from when it was added. */
export const PATIENCE_MS = 72 * HOUR;
/** How often it is tried at least, however much time has passed. */
export const LEAST_TRIES = 3;

/** Spreads waits, so that many who failed together do not come back together. */
export type Jitter = (waitMs: number) => number;

/** Between three quarters of a wait and five quarters. `random` is as Math.random. */
export const spreadWaits =
  (random: () => number): Jitter =>
  (waitMs) =>
    waitMs * (0.75 + random() / 2);

/**
 * Milliseconds to wait after the nth failure in a row, counted from 1: a minute, doubled each time up to 6
 * hours, with jitter. What the recipient asked for goes before, from a minute up to 24 hours.
 */
export function waitAfter(failures: number, askedMs: number | null, jitter: Jitter): number {
  if (askedMs !== null) return Math.min(Math.max(askedMs, FIRST_WAIT), LONGEST_ASKED);
  return jitter(Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT));
}

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Reads a Retry-After header (RFC 9110 §10.2.3), seconds or a date, as milliseconds from `now`, which is in
 * milliseconds since 1970; null where there is none or it is neither.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,15}$/.test(text)) return Number(text) * 1000;
  const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
