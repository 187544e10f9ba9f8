import { readAttributes } from '../../html/attributes.ts';

const LINK = /<link\s[^<>]{1,2000}>/gi;
const FEED_TYPE = /^application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)$/i;

/** How much of a page is looked at: the links to its feeds stand in its head. */
const MOST_READ = 300_000;

/** The first feed that an HTML page links to as its own, as an absolute http(s) URL; null for none. */
export function findFeedLink(html: string, pageUrl: string): string | null {
  for (const [link] of html.slice(0, MOST_READ).matchAll(LINK)) {
    const attributes = readAttributes(link);
    const said = (name: string): string => (attributes.get(name) ?? '').trim();
    const isFeed = /(?:^|\s)alternate(?:$|\s)/i.test(said('rel')) && FEED_TYPE.test(said('type'));
    const url = isFeed ? URL.parse(said('href'), pageUrl) : null;
    if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  }
  return null;
}
