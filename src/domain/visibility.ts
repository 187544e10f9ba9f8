import type { Article } from './article.ts';

/** What readers may know of an article at a moment. */
export type Visibility = 'draft' | 'embargoed' | 'live' | 'expired';

/** `now` is milliseconds since 1970. A date equal to `now` is live, an `expires` equal to it is expired. */
export function visibilityAt(
  article: Pick<Article, 'isDraft' | 'published' | 'expires'>,
  now: number,
): Visibility {
  if (article.isDraft) return 'draft';
  if (article.published.epochMs > now) return 'embargoed';
  if (article.expires !== null && article.expires.epochMs <= now) return 'expired';
  return 'live';
}
