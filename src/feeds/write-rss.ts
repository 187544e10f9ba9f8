import { FEED_FORMATS } from '../domain/feed-formats.ts';
import { toRfc822 } from './feed-date.ts';
import type { FeedAttachment, FeedItem, FeedModel, FeedPicture } from './feed-model.ts';
import { escapeXml } from '../html/escape.ts';
import { cdata, element, textElement, xmlDocument } from './xml.ts';

const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
};

/** Writes a feed as RSS 2.0 (rssboard.org) with whole stories in `content:encoded`, after their summaries. */
export function writeRss(feed: FeedModel): string {
  const channel = element('channel', {}, [
    textElement('title', feed.title),
    textElement('link', feed.homeUrl),
    textElement('description', feed.description),
    textElement('language', feed.language.toLowerCase()),
    textElement('lastBuildDate', toRfc822(feed.updated)),
    element('atom:link', { href: feed.selfUrls.rss, rel: 'self', type: FEED_FORMATS.rss.type }),
    ...feed.hubs.map((hub) => element('atom:link', { href: hub, rel: 'hub' })),
    ...feed.items.map(writeItem),
  ]);
  return xmlDocument(element('rss', { version: '2.0', ...NAMESPACES }, [channel]));
}

/** An item's title is plain text, its description HTML (RSS Best Practices Profile): a summary is escaped for both. */
function writeItem(item: FeedItem): string {
  return element('item', {}, [
    textElement('title', item.title),
    textElement('link', item.url),
    textElement('guid', item.id, { isPermaLink: 'false' }),
    textElement('pubDate', toRfc822(item.published)),
    ...item.authors.map(({ name }) => textElement('dc:creator', name)),
    ...item.categories.map((name) => textElement('category', name)),
    item.summary === null ? '' : `<description>${cdata(escapeXml(item.summary))}</description>`,
    `<content:encoded>${cdata(item.contentHtml)}</content:encoded>`,
    item.attachment === null ? '' : writeEnclosure(item.attachment),
    item.picture === null ? '' : writeMedia(item.picture),
  ]);
}

const writeEnclosure = ({ url, type, bytes }: FeedAttachment): string =>
  element('enclosure', { url, length: bytes, type });

/** A picture in Media RSS (rssboard.org/media-rss), which Atom takes as well. */
export function writeMedia({ url, type, width, height, description, credit }: FeedPicture): string {
  const attributes = { url, medium: 'image', type, width, height };
  return element('media:content', attributes, [
    textElement('media:description', description, { type: 'plain' }),
    textElement('media:credit', credit),
  ]);
}
