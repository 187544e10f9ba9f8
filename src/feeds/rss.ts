import type { Catalog } from '../catalog/catalog.ts';
import type { Site } from '../config/site.ts';
import type { Article } from '../domain/article.ts';
import { lastModified } from '../domain/last-modified.ts';
import { cdata, escapeXml } from './xml.ts';

export interface FeedContext {
  readonly site: Site;
  readonly catalog: Pick<Catalog, 'newestArticles'>;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A feed's text and the moment of its newest change in milliseconds; undefined for an empty feed. */
export interface Feed {
  readonly xml: string;
  readonly lastModified: number | undefined;
}

const ITEMS = 30;

/**
 * Builds the site's RSS 2.0 feed (rssboard.org/rss-specification) with whole articles in
 * `content:encoded`. A guid is a tag URI (RFC 4151) made of the article's id: the front matter's, which
 * outlives every change, else the file's path.
 */
export function buildRss({ site, catalog, origin, now }: FeedContext): Feed {
  const articles = catalog.newestArticles(ITEMS, now);
  const changes = articles.map((article) => lastModified(article).epochMs);
  const newest = changes.length === 0 ? undefined : Math.max(...changes);
  const channel = [
    `<title>${escapeXml(site.name)}</title>`,
    `<link>${escapeXml(origin)}/</link>`,
    `<description>${escapeXml(site.description ?? site.name)}</description>`,
    `<language>${escapeXml(site.language.toLowerCase())}</language>`,
    ...(newest === undefined ? [] : [`<lastBuildDate>${toRfc822(newest)}</lastBuildDate>`]),
    `<atom:link href="${escapeXml(origin)}/feed.xml" rel="self" type="application/rss+xml"/>`,
    ...articles.map((article) => buildItem(article, site, origin)),
  ];
  return {
    xml: `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${channel.join('\n')}
</channel>
</rss>
`,
    lastModified: newest,
  };
}

function buildItem(article: Article, site: Site, origin: string): string {
  const section = site.sections.find(({ slug }) => slug === article.section);
  const categories = [
    ...(section === undefined ? [] : [section.name]),
    ...article.topics.map(({ name }) => name),
  ];
  const lines = [
    `<title>${escapeXml(article.title)}</title>`,
    `<link>${escapeXml(origin + article.path)}</link>`,
    `<guid isPermaLink="false">${escapeXml(permanentId(article, site, origin))}</guid>`,
    `<pubDate>${toRfc822(article.published.epochMs)}</pubDate>`,
    ...article.authors.map(({ name }) => `<dc:creator>${escapeXml(name)}</dc:creator>`),
    ...categories.map((name) => `<category>${escapeXml(name)}</category>`),
    ...(article.description === null ? [] : [`<description>${escapeXml(article.description)}</description>`]),
    `<content:encoded>${cdata(withAbsoluteUrls(article.bodyHtml, origin + article.path))}</content:encoded>`,
  ];
  return `<item>\n${lines.join('\n')}\n</item>`;
}

/**
 * `tag:example.org,2000:2016/07/story`: whose the id is, by the publisher's own home page, so that a move
 * to another origin changes nothing; then the article's id.
 */
function permanentId(article: Article, site: Site, origin: string): string {
  return `tag:${new URL(site.publisher.url ?? origin).hostname},2000:${encodeURI(article.id)}`;
}

/**
 * Resolves the links of sanitised HTML against its page. There, attributes are double-quoted and `<` and
 * `>` stand for nothing but tags; only tags are touched, not text that looks like them.
 */
function withAbsoluteUrls(html: string, pageUrl: string): string {
  return html.replace(/<[a-z][^>]*>/g, (tag) =>
    tag.replace(/ (href|src)="([^"]*)"/g, (whole, name: string, value: string) => {
      const url = value.replaceAll('&amp;', '&');
      return URL.canParse(url, pageUrl) ? ` ${name}="${escapeXml(new URL(url, pageUrl).href)}"` : whole;
    }),
  );
}

/** RFC 822 with a four-digit year and a numeric zone, as RSS 2.0 readers expect. */
function toRfc822(epochMs: number): string {
  return new Date(epochMs).toUTCString().replace('GMT', '+0000');
}
