import type { AuthorProfile } from '../domain/article.ts';
import { feedPathOf } from '../domain/feed-formats.ts';
import { authorPath } from '../domain/urls.ts';
import { showPictures } from './body-pictures.ts';
import type { Link, PageContext } from './page-context.ts';
import { buildPictureView, type PictureView } from './picture-view.ts';
import { defined } from './structured-data.ts';

/** Who an author is, ready to print. */
export interface AuthorView {
  readonly picture: PictureView | null;
  readonly bodyHtml: string;
  readonly email: Link | null;
  readonly links: readonly Link[];
  readonly feed: Link | null;
}

/** What is known of an author besides the name. */
interface KnownAuthor {
  readonly name: string;
  readonly profile: AuthorProfile | null;
  readonly hasStories: boolean;
}

const NOTHING = { picture: null, email: null, links: [], bodyHtml: '' } as const;

/** Builds what the author's file tells. */
export function buildAuthorView(
  context: PageContext,
  { name, profile, hasStories }: KnownAuthor,
): AuthorView {
  const { picture, email, links, bodyHtml } = profile ?? NOTHING;
  const path = profile === null ? '' : authorPath(profile.slug);
  return {
    // Small, yet unlike a teaser's it has something to tell.
    picture:
      picture === null ? null : { ...buildPictureView(context, picture, 'teaser'), alt: picture.alt || name },
    bodyHtml: showPictures(context, bodyHtml, { opensPage: false }),
    email: email === null ? null : { text: email, url: `mailto:${encodeURI(email)}` },
    links: links.map((link) => ({ text: link.name, url: link.url })),
    feed: hasStories ? { text: `RSS feed of ${name}`, url: feedPathOf(path, 'rss') } : null,
  };
}

/** The page of an author in schema.org's words (Google: profile page); nothing for the newsroom itself. */
export function authorNode(
  { site, origin }: PageContext,
  slug: string,
  { name, profile }: KnownAuthor,
): readonly object[] {
  if (name === site.name || name === site.publisher.name) return [];
  const { role = null, picture = null, email = null, links = [] } = profile ?? {};
  const url = origin + authorPath(slug);
  const person = defined({
    '@type': 'Person',
    '@id': `${url}#person`,
    name,
    url,
    jobTitle: role,
    image: picture === null ? null : new URL(picture.src, `${origin}/`).href,
    sameAs: links.length === 0 ? null : links.map((link) => link.url),
    email,
  });
  return [{ '@type': 'ProfilePage', '@id': url, url, mainEntity: person }];
}
