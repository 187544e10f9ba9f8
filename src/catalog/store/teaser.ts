import type { ArticleRecord, NamedPage } from '../../domain/article.ts';
import { SIGNED_TYPES } from '../../domain/front.ts';

/** An article as lists show it. */
export interface Teaser
  extends Pick<
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
  > {
  /** Who wrote it, of a story that lists show with its authors: an opinion, an analysis, a review. */
  readonly authors?: readonly NamedPage[];
}

/** What of an article a list needs. */
export function teaserOf(article: ArticleRecord): Teaser {
  const { id, path, title, description, excerpt, section, language, published, type, image } = article;
  const teaser = { id, path, title, description, excerpt, section, language, published, type, image };
  if (!SIGNED_TYPES.has(type)) return teaser;
  return { ...teaser, authors: article.authors.map(({ name, slug }) => ({ name, slug })) };
}
