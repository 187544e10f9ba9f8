import type { Link, PageContext } from '../parts/page-context.ts';

/**
 * Where a reader chooses the site as a preferred source of Google's search (Google: “Help your readers find your site through
 * preferred sources”, the link); null where site.yaml does not ask for it, and at an address that no one else can reach. The
 * tool knows sites by their domains.
 */
export function buildPreferredSource({
  site,
  words,
  origin,
}: Pick<PageContext, 'site' | 'words' | 'origin'>): Link | null {
  const { hostname } = new URL(origin);
  const isPublic = /\.(?!localhost$|local$|internal$)[a-z][a-z0-9-]*$/i.test(hostname);
  if (site.asksPreference !== true || !isPublic) return null;
  return {
    text: words.plain('preferred-source'),
    url: `https://www.google.com/preferences/source?q=${encodeURIComponent(hostname)}`,
  };
}
