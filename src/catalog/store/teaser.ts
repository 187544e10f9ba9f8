import type { ArticleRecord } from '../../domain/article.ts';

/** An article as lists show it. */
export type Teaser = Pick<
  ArticleRecord,
  | 'id'
  | 'path'
  | 'title'
  | 'description'
  | 'excerpt'
  | 'section'
  | 'language'
  | 'published'
  | 'type'
  | 'image'
>;

/** What of an article a list needs. */
export function teaserOf(article: ArticleRecord): Teaser {
  const { id, path, title, description, excerpt, section, language, published, type, image } = article;
  return { id, path, title, description, excerpt, section, language, published, type, image };
}
