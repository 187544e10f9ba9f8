import type { FeedItem, FeedModel } from './feed-model.ts';

/** Writes a feed as JSON Feed 1.1 (jsonfeed.org) with whole stories. */
export function writeJsonFeed(feed: FeedModel): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrls.json,
    description: feed.description,
    language: feed.language,
    authors: [feed.publisher],
    hubs: some(feed.hubs.map((url) => ({ type: 'WebSub', url }))),
    items: feed.items.map(toItem),
  });
}

const toItem = (item: FeedItem): object => ({
  id: item.id,
  url: item.url,
  title: item.title,
  content_html: item.contentHtml,
  summary: item.summary ?? undefined,
  image: item.picture?.url,
  date_published: item.published.iso,
  date_modified: item.modified.iso,
  authors: some(item.authors),
  tags: some(item.categories),
  language: item.language,
  attachments:
    item.attachment === null
      ? undefined
      : [{ url: item.attachment.url, mime_type: item.attachment.type, size_in_bytes: item.attachment.bytes }],
});

/** Empty lists say nothing, and are left out. */
const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);
