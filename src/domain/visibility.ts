import type { Article } from './article.ts';
import type { Moment } from './moment.ts';

/** What readers may know of an article at a moment. */
export type Visibility = 'draft' | 'embargoed' | 'live' | 'expired';

/** When an article is to be seen; moments in milliseconds since 1970. */
export interface Showing {
  readonly isDraft: boolean;
  readonly publishedMs: number;
  readonly expiresMs: number | null;
}

/** A date equal to `now` is live, an `expires` equal to it is expired. The catalog's VISIBLE says it in SQL. */
export function visibilityOf({ isDraft, publishedMs, expiresMs }: Showing, now: number): Visibility {
  if (isDraft) return 'draft';
  if (publishedMs > now) return 'embargoed';
  return expiresMs !== null && expiresMs <= now ? 'expired' : 'live';
}

/** `now` is milliseconds since 1970. A date equal to `now` is live, an `expires` equal to it is expired. */
export function visibilityAt(
  article: Pick<Article, 'isDraft' | 'published' | 'expires'>,
  now: number,
): Visibility {
  const { isDraft, published, expires } = article;
  return visibilityOf({ isDraft, publishedMs: published.epochMs, expiresMs: expires?.epochMs ?? null }, now);
}

/** Who may see a story, and when, by all that its file says of it, in whatever words. */
export interface Limits {
  /** Nobody may: something says so, or limits it and cannot be read. */
  readonly isHeld: boolean;
  /** Not before this, whatever its date is; null for no such limit. */
  readonly from: Moment | null;
  /** Not from this on; null for no end. */
  readonly until: Moment | null;
}

export const NO_LIMITS: Limits = { isHeld: false, from: null, until: null };

/**
 * The last good version of a story whose file has errors, under the limits that can still be read in it at `now`: it may
 * leave earlier, come later or not be seen at all, and never the other way round. The version itself where nothing
 * limits it more than it did.
 */
export function limitedTo<Given extends Pick<Article, 'isDraft' | 'published' | 'expires'>>(
  version: Given,
  { isHeld, from, until }: Limits,
  now: number,
): Given {
  const { isDraft, published, expires } = version;
  const isLater = from !== null && from.epochMs > now && from.epochMs > published.epochMs;
  const isSooner = until !== null && (expires === null || until.epochMs < expires.epochMs);
  if (isDraft || !(isHeld || isLater || isSooner)) return version;
  return {
    ...version,
    isDraft: isHeld,
    published: isLater ? from : published,
    expires: isSooner ? until : expires,
  };
}
