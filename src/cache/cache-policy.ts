/** What caches between the site and its readers are told. */
export interface SharedCaching {
  /** How long they may serve a page without asking, in seconds; 0 for not at all. */
  readonly maxAge: number;
  /** The header that names a page's surrogate keys; null for none. */
  readonly tagHeader: 'Surrogate-Key' | 'Cache-Tag' | null;
}

/** Asked of a page each time; mostly the answer is 304. */
export const REVALIDATE = 'public, max-age=0, must-revalidate';

/**
 * For one of several answers of a URL, chosen by a header of the request, and for what one reader asked: a shared
 * cache that ignores Vary would hand it to everybody. Its reader's own cache keeps it and asks each time.
 */
export const FOR_THE_ASKER = 'private, no-cache';

/** For what must not be kept: errors, health, previews. */
export const NO_STORE = 'no-store';

/** For a URL whose bytes never change, as its name holds their hash (RFC 8246). */
export const ONE_YEAR_IMMUTABLE = 'public, max-age=31536000, immutable';

/** While a fresh copy is fetched, in seconds: about as long as that can take (RFC 5861 §3). */
const STALE_WHILE_REVALIDATE = 30;
/** While the site is down, in seconds: a day-old front is better than none (RFC 5861 §4). */
const STALE_IF_ERROR = 86_400;

/**
 * The Cache-Control of a page. Browsers ask each time. Shared caches do too, unless they may keep pages: then
 * `must-revalidate` goes, as it would forbid them the stale copies too (RFC 9111 §5.2.2.2). Of a page that is right for so
 * many seconds more and no longer, they keep no copy beyond that, fresh or stale.
 */
export function pageCacheControl({ maxAge }: SharedCaching, secondsLeft = Number.POSITIVE_INFINITY): string {
  if (maxAge === 0) return REVALIDATE;
  const fresh = Math.max(0, Math.min(maxAge, secondsLeft));
  const stale = (most: number): number => Math.max(0, Math.min(most, secondsLeft - fresh));
  return `public, max-age=0, s-maxage=${fresh}, stale-while-revalidate=${stale(STALE_WHILE_REVALIDATE)}, stale-if-error=${stale(STALE_IF_ERROR)}`;
}

/** The header that names a page's surrogate keys to a CDN; nothing where that is off. */
export function tagHeaders(
  { tagHeader }: SharedCaching,
  keys: readonly string[],
): readonly [string, string][] {
  if (tagHeader === null || keys.length === 0) return [];
  return [[tagHeader, keys.map(toTag).join(tagHeader === 'Cache-Tag' ? ',' : ' ')]];
}

/** A key as a header may carry it: visible ASCII without the separators of either header. */
export function toTag(key: string): string {
  return encodeURI(key.toWellFormed()).replaceAll(',', '%2C');
}
