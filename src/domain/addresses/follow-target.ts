import { canonicalTarget } from './canonical-target.ts';
import { toOldAddress } from './old-address.ts';
import { oldQueryOf } from './old-query.ts';

/** As the catalog's Resolution, of which no more is needed. */
export type PathMeaning =
  | { readonly kind: 'article' | 'gone' | 'unknown' }
  | { readonly kind: 'moved'; readonly path: string };

/** What paths mean now. */
export interface AddressBook {
  /** An article's own address, or one that it had or has besides. */
  readonly resolve: (path: string) => PathMeaning;
  /** The address that is near, of a path at which nothing stands. */
  readonly resolveNear: (path: string) => PathMeaning;
}

/** What becomes of a request before anything is looked for at its path. */
export type FollowedTarget =
  /** It is written as the site writes it: whatever stands there answers. */
  | { readonly kind: 'canonical' }
  | { readonly kind: 'moved'; readonly location: string }
  /** It is taken for a path that was written by an earlier rule and is gone. */
  | { readonly kind: 'former'; readonly target: string }
  | { readonly kind: 'refused'; readonly status: 400 | 404 | 414; readonly code: string };

/**
 * Follows a request's target (`/path?query`): to where an old query leads (`/?p=123`), or to the one way in which a path
 * is written, and at once to where that leads, so that one redirect is enough. Paths under an exempt prefix are canonical.
 */
export function followTarget(
  target: string,
  { resolve, resolveNear }: AddressBook,
  exemptPrefixes: readonly string[] = [],
): FollowedTarget {
  const queried = oldQueryOf(target) === null ? null : toOldAddress(target);
  const named = queried === null ? null : resolve(queried);
  if (named?.kind === 'moved') return { kind: 'moved', location: named.path };
  const result = canonicalTarget(target, exemptPrefixes);
  if (result.kind !== 'moved') return result;
  const { location, formerPath } = result;
  const [path = ''] = location.split('?', 1);
  const found = resolve(path);
  if (found.kind === 'moved') return { kind: 'moved', location: found.path === path ? location : found.path };
  const former = found.kind === 'unknown' && formerPath !== null ? resolve(formerPath) : null;
  if (former?.kind === 'moved') return { kind: 'moved', location: former.path };
  if (former?.kind === 'gone') return { kind: 'former', target: formerPath + location.slice(path.length) };
  const near = found.kind === 'unknown' ? resolveNear(path) : found;
  return { kind: 'moved', location: near.kind === 'moved' ? near.path : location };
}
