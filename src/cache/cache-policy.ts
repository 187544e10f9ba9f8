import { surrogateTag } from '../domain/surrogate-keys.ts';

/** What caches between the site and its readers are told. */
export interface SharedCaching {
  /** How long they may serve a page without asking, in seconds; 0 for not at all. */
  readonly maxAge: number;
  /** The header that names a page's surrogate keys, or both of them; null for none. */
  readonly tagHeader: TagHeader | 'both' | null;
}

type TagHeader = 'Surrogate-Key' | 'Cache-Tag';

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

/** The most that one such header may hold, in bytes: Varnish drops an answer with a line of more than 8,192. */
const MOST_TAG_BYTES = 7_000;

/**
 * The headers that name an answer's surrogate keys to caches; none where that is off. Null where they are too many for a header:
 * then no shared cache may keep the answer, as nothing could purge it.
 */
export function tagHeaders(
  { tagHeader }: SharedCaching,
  keys: readonly string[],
): readonly (readonly [TagHeader, string])[] | null {
  if (tagHeader === null || keys.length === 0) return [];
  const tags = [...new Set(keys.map(surrogateTag))];
  if (tags.join(' ').length > MOST_TAG_BYTES) return null;
  const names: readonly TagHeader[] = tagHeader === 'both' ? ['Surrogate-Key', 'Cache-Tag'] : [tagHeader];
  return names.map((name) => [name, tags.join(name === 'Cache-Tag' ? ',' : ' ')]);
}
