import type { Article } from '../domain/article.ts';
import { feedPathOf } from '../domain/feed-formats.ts';
import { authorProfileKey } from '../domain/surrogate-keys.ts';
import { authorPath } from '../domain/urls.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildPictureView, type PictureView } from './parts/picture-view.ts';
import { isNewsroom } from './frame/newsroom.ts';

/** An author as a story presents them under its text. */
export interface AuthorBox extends Link {
  /** Such as `Foreign editor`; null where no file tells. */
  readonly role: string | null;
  /** A sentence about the author; null where no file tells. */
  readonly line: string | null;
  readonly portrait: PictureView | null;
  readonly feed: Link;
}

/** A story with more authors than these presents the first of them; the byline has them all. */
const MOST = 6;

/**
 * Builds who wrote a story, in the order of its byline. The newsroom itself is left out where its file says nothing, as the whole
 * page says who that is. Notes each author’s file, whether there is one or not.
 */
export function buildAuthorBoxes(context: PageContext, { authors }: Pick<Article, 'authors'>): AuthorBox[] {
  return authors.slice(0, MOST).flatMap(({ name, slug }) => buildBox(context, name, slug) ?? []);
}

function buildBox(context: PageContext, name: string, slug: string): AuthorBox | null {
  const { at, catalog, site, words, now, uses } = context;
  uses(authorProfileKey(slug));
  const profile = catalog.authorProfile(slug, now);
  const { role = null, opening: line = null, picture = null } = profile ?? {};
  if (isNewsroom(name, site) && role === null && line === null && picture === null) return null;
  const url = at(authorPath(slug));
  return {
    text: name,
    url,
    role,
    line,
    portrait: picture === null ? null : buildPictureView(context, picture, 'portrait'),
    feed: { text: words.say('author-feed', { name }), url: feedPathOf(url, 'rss') },
  };
}
