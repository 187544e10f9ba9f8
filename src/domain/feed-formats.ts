export type FeedFormat = 'rss' | 'atom' | 'json';

/** Name for readers, file name and media type of each format. */
export const FEED_FORMATS: Readonly<
  Record<FeedFormat, { readonly name: string; readonly file: string; readonly type: string }>
> = {
  rss: { name: 'RSS', file: 'feed.xml', type: 'application/rss+xml' },
  atom: { name: 'Atom', file: 'feed.atom', type: 'application/atom+xml' },
  json: { name: 'JSON', file: 'feed.json', type: 'application/feed+json' },
};

/** Something of each format. */
export const mapFormats = <Value>(of: (format: FeedFormat) => Value): Record<FeedFormat, Value> =>
  Object.fromEntries(Object.keys(FEED_FORMATS).map((format) => [format, of(format as FeedFormat)])) as Record<
    FeedFormat,
    Value
  >;

/** The path of the feed that belongs to a page: `/feed.xml`, `/sections/world/feed.atom`. */
export function feedPathOf(homePath: string, format: FeedFormat): string {
  return `${homePath === '/' ? '' : homePath}/${FEED_FORMATS[format].file}`;
}
