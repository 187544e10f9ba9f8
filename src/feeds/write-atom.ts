import { FEED_FORMATS } from '../domain/feed-formats.ts';
import type { FeedAttachment, FeedAuthor, FeedItem, FeedModel } from './feed-model.ts';
import { writeMedia } from './write-rss.ts';
import { cdata, element, textElement, xmlDocument } from './xml.ts';

/** Writes a feed as Atom 1.0 (RFC 4287) with whole stories. */
export function writeAtom(feed: FeedModel): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2005/Atom',
    'xmlns:media': 'http://search.yahoo.com/mrss/',
    'xml:lang': feed.language,
  };
  return xmlDocument(
    element('feed', attributes, [
      textElement('id', feed.id),
      textElement('title', feed.title),
      textElement('subtitle', feed.description),
      textElement('updated', feed.updated.iso),
      element('link', { rel: 'self', type: FEED_FORMATS.atom.type, href: feed.selfUrls.atom }),
      element('link', { rel: 'alternate', type: 'text/html', href: feed.homeUrl }),
      ...feed.hubs.map((href) => element('link', { rel: 'hub', href })),
      writeAuthor(feed.publisher),
      ...feed.items.map((item) => writeEntry(item, feed.language)),
    ]),
  );
}

function writeEntry(item: FeedItem, feedLanguage: string): string {
  const language = item.language === feedLanguage ? null : item.language;
  return element('entry', { 'xml:lang': language }, [
    textElement('id', item.id),
    textElement('title', item.title),
    element('link', { rel: 'alternate', type: 'text/html', href: item.url }),
    item.attachment === null ? '' : writeEnclosure(item.attachment),
    textElement('published', item.published.iso),
    textElement('updated', item.modified.iso),
    ...item.authors.map(writeAuthor),
    ...item.categories.map((term) => element('category', { term })),
    textElement('summary', item.summary),
    `<content type="html">${cdata(item.contentHtml)}</content>`,
    item.picture === null ? '' : writeMedia(item.picture),
  ]);
}

const writeEnclosure = ({ url, type, bytes }: FeedAttachment): string =>
  element('link', { rel: 'enclosure', type, length: bytes, href: url });

const writeAuthor = ({ name, url }: FeedAuthor): string =>
  element('author', {}, [textElement('name', name), textElement('uri', url)]);
