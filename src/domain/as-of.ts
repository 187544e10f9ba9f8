import type { Article } from './article.ts';

/** An article as it stands at a moment (milliseconds since 1970): later updates and corrections are not yet made. */
export function asOf(article: Article, now: number): Article {
  const { updated, corrections } = article;
  return {
    ...article,
    updated: updated !== null && updated.epochMs > now ? null : updated,
    corrections: corrections.filter(({ date }) => date.epochMs <= now),
  };
}
