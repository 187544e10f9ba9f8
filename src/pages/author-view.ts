import type { AuthorProfile } from '../domain/article.ts';
import { feedPathOf } from '../domain/feed-formats.ts';
import { authorPath } from '../domain/urls.ts';
import { plainFile } from '../media/pictures/plain-file.ts';
import { showBody } from './parts/show-body.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildPictureView, findPicture, type PictureView } from './parts/picture-view.ts';
import { defined } from './frame/structured-data.ts';
import { isNewsroom } from './frame/newsroom.ts';

/** Who an author is, ready to print. */
export interface AuthorView {
  readonly picture: PictureView | null;
  readonly bodyHtml: string;
  readonly email: Link | null;
  readonly links: readonly Link[];
  readonly feed: Link | null;
}

/** Builds what the author's file tells, and where the author's stories come as a feed, if there are any. */
export function buildAuthorView(
  context: PageContext,
  { slug, name, picture, email, links, bodyHtml, linkKeys = [] }: AuthorProfile,
  hasStories: boolean,
): AuthorView {
  for (const key of linkKeys) context.uses(key);
  const portrait = picture === null ? null : buildPictureView(context, picture, 'author');
  return {
    // Small, yet unlike a teaser's it has something to tell.
    picture: portrait === null ? null : { ...portrait, alt: picture?.alt || name },
    bodyHtml: showBody(context, bodyHtml, { opensPage: false, language: context.site.language }),
    email: email === null ? null : { text: email, url: mailtoOf(email) },
    links: links.map((link) => ({ text: link.name, url: link.url })),
    feed: hasStories
      ? {
          text: context.words.say('author-feed', { name }),
          url: feedPathOf(context.at(authorPath(slug)), 'rss'),
        }
      : null,
  };
}

/** RFC 6068: a question mark in an address would begin the headers of the mail. */
function mailtoOf(email: string): string {
  const [name = '', host = ''] = email.split('@');
  return `mailto:${encodeURIComponent(name)}@${encodeURIComponent(host)}`;
}

/** The page of an author in schema.org's words (Google: profile page); nothing for the newsroom itself. */
export function authorNode(
  context: PageContext,
  slug: string,
  { name, profile }: { readonly name: string; readonly profile: AuthorProfile | null },
): readonly object[] {
  const { at, site, origin } = context;
  if (isNewsroom(name, site)) return [];
  const { role = null, picture = null, email = null, links = [] } = profile ?? {};
  const url = origin + at(authorPath(slug));
  const facts = picture === null ? null : findPicture(context, picture.src);
  const person = defined({
    '@type': 'Person',
    '@id': `${url}#person`,
    name,
    url,
    jobTitle: role,
    image: facts === null ? null : origin + plainFile(facts).path,
    sameAs: links.length === 0 ? null : links.map((link) => link.url),
    email,
  });
  return [{ '@type': 'ProfilePage', '@id': url, url, mainEntity: person }];
}
