import { Readable } from 'node:stream';
import { parseFeed } from '@rowanmanning/feed-parser';
import FeedParser from 'feedparser';
import RssParser from 'rss-parser';

/** What a reader's program takes from an item. */
export interface ReadItem {
  readonly id: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly authors: readonly string[];
  /** Milliseconds since 1970. */
  readonly published: number;
  readonly picture: string | null;
  readonly html: string | null;
}

const list = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** By @rowanmanning/feed-parser. */
export function readByRowanManning(xml: string): ReadItem[] {
  return parseFeed(xml).items.map((item) => ({
    id: item.id,
    title: item.title,
    url: item.url,
    authors: item.authors.flatMap(({ name }) => name ?? []),
    published: item.published?.getTime() ?? Number.NaN,
    picture: item.media.find(({ type }) => type === 'image')?.url ?? null,
    html: item.content,
  }));
}

/** By feedparser. */
export async function readByFeedparser(xml: string): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  const parser = new FeedParser({ addmeta: false });
  Readable.from([Buffer.from(xml)]).pipe(parser);
  for await (const item of parser as AsyncIterable<FeedParser.Item>) {
    const raw = item as unknown as Record<string, unknown>;
    const creators = list(raw['dc:creator'] ?? raw['atom:author']).map((node) => {
      const fields = node as Record<string, unknown>;
      return text(fields['#']) ?? text((fields['name'] as Record<string, unknown> | undefined)?.['#']);
    });
    const [media] = list(raw['media:content']) as Record<string, Record<string, unknown>>[];
    items.push({
      id: item.guid,
      title: item.title,
      url: item.link,
      authors: creators.flatMap((name) => name ?? []),
      published: item.pubdate?.getTime() ?? Number.NaN,
      picture: text(media?.['@']?.['url']),
      html: item.description,
    });
  }
  return items;
}

/** By rss-parser. */
export async function readByRssParser(xml: string): Promise<ReadItem[]> {
  const parser = new RssParser({
    customFields: {
      item: [
        ['dc:creator', 'creators', { keepArray: true }],
        ['media:content', 'media'],
      ],
    },
  });
  const { items } = await parser.parseString(xml);
  return items.map((item) => {
    const fields = item as unknown as Record<string, unknown>;
    const media = fields['media'] as { readonly $?: { readonly url?: string } } | undefined;
    const authors = list(fields['creators'] ?? fields['author']);
    return {
      id: text(fields['guid'] ?? fields['id']),
      title: item.title ?? null,
      url: item.link ?? null,
      authors: authors.flatMap((name) => text(name) ?? []),
      published: Date.parse(item.isoDate ?? ''),
      picture: media?.$?.url ?? null,
      html: text(fields['content:encoded'] ?? fields['content']),
    };
  });
}
