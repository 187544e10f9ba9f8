import type { Article } from './article.ts';

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
