const LINK = /<link\s[^<>]{1,2000}>/gi;
const ATTRIBUTE = /\b(rel|type|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const FEED_TYPE = /^application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)$/i;

/** How much of a page is looked at: the links to its feeds stand in its head. */
const MOST_READ = 300_000;

/** The first feed that an HTML page links to as its own, as an absolute http(s) URL; null for none. */
export function findFeedLink(html: string, pageUrl: string): string | null {
  for (const [link] of html.slice(0, MOST_READ).matchAll(LINK)) {
    const attributes = new Map(
      [...link.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
        name.toLowerCase(),
        (double ?? single ?? bare ?? '').trim(),
      ]),
    );
    const isFeed =
      /(?:^|\s)alternate(?:$|\s)/i.test(attributes.get('rel') ?? '') &&
      FEED_TYPE.test(attributes.get('type') ?? '');
    const url = isFeed ? URL.parse((attributes.get('href') ?? '').replaceAll('&amp;', '&'), pageUrl) : null;
    if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  }
  return null;
}
