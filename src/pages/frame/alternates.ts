import { FEED_FORMATS, type FeedFormat, feedPathOf } from '../../domain/feed-formats.ts';
import { markdownPath, OEMBED_PATH } from '../../domain/urls.ts';
import type { PageContext } from '../parts/page-context.ts';

/** The same content in another form, for `<link rel="alternate">`. The URL is absolute. */
export interface Alternate {
  readonly type: string;
  readonly title: string;
  readonly url: string;
}

const FORMATS = Object.keys(FEED_FORMATS) as readonly FeedFormat[];

/** The feeds that belong to a page, in every format; `name` says what they hold. */
export function feedAlternates(
  { site, words, origin }: PageContext,
  homePath: string,
  name: string,
): Alternate[] {
  return FORMATS.map((format) => ({
    type: FEED_FORMATS[format].type,
    title: words.say('feed-link', { site: site.name, list: name, format: FEED_FORMATS[format].name }),
    url: origin + feedPathOf(homePath, format),
  }));
}

/** The Markdown of an article, and what a site that embeds it asks (oembed.com §4). */
export function articleAlternates({ at, origin }: PageContext, path: string, title: string): Alternate[] {
  const embedding = (format: string): string =>
    `${origin}${at(OEMBED_PATH)}?url=${encodeURIComponent(origin + path)}&format=${format}`;
  return [
    { type: 'text/markdown', title, url: origin + markdownPath(path) },
    { type: 'application/json+oembed', title, url: embedding('json') },
    { type: 'text/xml+oembed', title, url: embedding('xml') },
  ];
}
