import type { Catalog } from '../../catalog/read/catalog.ts';
import { type AddressBook, followTarget } from '../../domain/addresses/follow-target.ts';
import { isFrontFile } from '../../domain/addresses/near-address.ts';
import { oldQueryOf } from '../../domain/addresses/old-query.ts';
import { isArticlePath } from '../../domain/urls.ts';
import type { Standing } from './standing-at.ts';

/** What a reader finds who comes by an address. */
export type Arrival =
  /** `location` is where it ends, by one redirect at most. */
  | { readonly kind: 'article' | 'page' | 'list' | 'file'; readonly location: string }
  /** It was an article's, which is taken down or has expired: 410. */
  | { readonly kind: 'gone' }
  /** 404; a list that the site does not have is told apart from what was an article. */
  | { readonly kind: 'no-list' | 'nowhere' }
  /** It names a story by its number, which no alias has: the front page answers, and says nothing of it. */
  | { readonly kind: 'no-number' }
  /** No address at all. */
  | { readonly kind: 'malformed' };

export interface VerifyDeps {
  readonly catalog: Catalog;
  readonly standing: (path: string) => Standing;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Finds where an address leads, of any host, by what answers requests. */
export function verifyAddress(address: string, { catalog, standing, now }: VerifyDeps): Arrival {
  const target = targetOf(address);
  if (target === null) return { kind: 'malformed' };
  const book: AddressBook = {
    resolve: (path) => catalog.resolve(path, now),
    resolveNear: (path) => catalog.resolveNear(path, now),
  };
  const followed = followTarget(target, book, ['/assets/', '/media/']);
  if (followed.kind === 'refused') return { kind: 'malformed' };
  const end =
    followed.kind === 'moved' ? followed.location : followed.kind === 'former' ? followed.target : target;
  const path = end.replace(/[?#].*$/, '');
  if (oldQueryOf(end) !== null && (path === '/' || isFrontFile(path))) return { kind: 'no-number' };
  const there = arriveAt(path, { catalog, standing, now });
  if (there.kind !== 'nowhere') return there;
  const near = book.resolveNear(path);
  const meant = near.kind === 'moved' ? arriveAt(near.path, { catalog, standing, now }) : there;
  return meant.kind === 'nowhere' && isListOfOthers(path) ? { kind: 'no-list' } : meant;
}

function arriveAt(path: string, { catalog, standing, now }: VerifyDeps): Arrival {
  const bare = path.replace(/\.md$/, '');
  const resolved = catalog.resolve(isArticlePath(bare) ? bare : path, now);
  if (resolved.kind === 'article') return { kind: 'article', location: path };
  const stands = standing(path);
  if (stands !== null) return { kind: stands, location: path };
  if (resolved.kind === 'moved') return { kind: 'article', location: resolved.path };
  return resolved.kind === 'gone' ? { kind: 'gone' } : { kind: 'nowhere' };
}

/** Lists as other systems have them: pages of one, of a tag, a category, an author; feeds. */
const LISTS =
  /(?:^|\/)(?:tags?|categor(?:y|ies)|topics?|authors?|archives?|page)\/[^/]+(?:\/page\/\d+)?$|\/page\/?\d+$|(?:^|\/)(?:feed|rss|atom|index)(?:\.(?:xml|rss|atom|json))?$|^\/(?:tags?|categor(?:y|ies)|archives?|blog|posts|news|articles)$|^\/\d{4}(?:\/\d{1,2}){0,2}$/i;

const isListOfOthers = (path: string): boolean => LISTS.test(path.replace(/\.x?html?$/i, ''));

/** The path and query of an address, in ASCII as requests have them; null where it is no web address and no path. */
function targetOf(address: string): string | null {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(address)
    ? address
    : `https://site.invalid/${address.replace(/^\/+/, '')}`;
  if (!/^https?:/i.test(written) || !URL.canParse(written)) return null;
  const { pathname, search } = new URL(written);
  return pathname + search;
}
