import type { Article } from './article.ts';
import type { Moment } from './moment.ts';

/** When an article last really changed: publication, update or correction, whichever is latest. */
export function lastModified(article: Pick<Article, 'published' | 'updated' | 'corrections'>): Moment {
  const moments = [article.published, ...article.corrections.map(({ date }) => date)];
  if (article.updated !== null) moments.push(article.updated);
  return moments.reduce((latest, moment) => (moment.epochMs > latest.epochMs ? moment : latest));
}
