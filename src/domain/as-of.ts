import type { Article } from './article.ts';

/**
 * An article, with or without its body, as it stands at a moment (milliseconds since 1970): later updates and
 * corrections are not yet made.
 */
export function asOf<Given extends Pick<Article, 'updated' | 'corrections'>>(
  article: Given,
  now: number,
): Given {
  const { updated, corrections } = article;
  return {
    ...article,
    updated: updated !== null && updated.epochMs > now ? null : updated,
    corrections: corrections.filter(({ date }) => date.epochMs <= now),
  };
}
