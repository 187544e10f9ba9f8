import { toSlug } from '../slug.ts';

/** What other systems write behind the name of a page. */
const EXTENSION = /\.(?:x?html?|shtml|php\d?|aspx?|jsp|cfm)$/i;

/** A segment without the extension of a page: `boat` of `boat.html`. */
export const withoutPageExtension = (segment: string): string => segment.replace(EXTENSION, '');

/**
 * What addresses have in common that mean the same to readers: the path without the extension of a page and without
 * `index` at its end, each segment as a slug, so that underscores, dots, doubled hyphens and capitals make no
 * difference. `/Old_Story.html`, `/old-story/index.html` and `/old--story` are all near `/old-story`. Percent-encoded as
 * paths are. Null for the front page, for what has a query, and for what cannot be decoded.
 */
export function nearAddress(path: string): string | null {
  if (path.includes('?')) return null;
  const decoded = decodePath(path);
  if (decoded === null) return null;
  const segments = decoded.split('/').filter((segment) => segment !== '');
  const last = withoutPageExtension(segments.pop() ?? '');
  if (!/^index$/i.test(last)) segments.push(last);
  const slugs = segments.map((segment) => toSlug(segment)).filter((slug) => slug !== '');
  return slugs.length === 0 ? null : `/${slugs.map(encodeURIComponent).join('/')}`;
}

/** Whether a path is a front page as other servers call it: `/index.html`. */
export const isFrontFile = (path: string): boolean => /^\/index$/i.test(withoutPageExtension(path));

/** What nearly all addresses of this site look like: they are near themselves. */
const PLAIN = /^(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)+$/;

/** The near form of a path where that is another than the path; null where it is the same, or there is none. */
export function otherNearAddress(path: string): string | null {
  if (PLAIN.test(path) && !path.endsWith('/index')) return null;
  const near = nearAddress(path);
  return near === path ? null : near;
}

/** A path without percent-encoding; null where that is faulty. */
export function decodePath(path: string): string | null {
  try {
    return path.includes('%') ? decodeURIComponent(path) : path;
  } catch {
    return null;
  }
}
