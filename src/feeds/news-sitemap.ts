import type { SitemapQueries } from '../catalog/read/sitemap-queries.ts';
import type { ArticleRecord } from '../domain/article.ts';
import { likelyLocale } from '../domain/language.ts';
import type { SiteContext } from './feed-model.ts';
import { isOwn } from './sitemap.ts';
import { newsSitemapPath } from './sitemap-paths.ts';
import { type SitemapUrl, writeSitemapIndex, writeUrlSet } from './sitemap-xml.ts';
import { element, textElement } from './xml.ts';

export interface NewsSitemapContext extends SiteContext {
  readonly catalog: Pick<SitemapQueries, 'articlesSince'>;
}

export interface NewsSitemap {
  readonly xml: string;
  /** When its oldest story becomes too old by the clock alone, in milliseconds since 1970; null for an empty one. */
  readonly expires: number | null;
}

/** Google's limits: stories of the last two days, at most a thousand in a file. */
const AGE_MS = 2 * 24 * 60 * 60 * 1000;
const URLS_PER_FILE = 1000;
const NEWS_NAMESPACE = 'http://www.google.com/schemas/sitemap-news/0.9';

/**
 * Writes `/sitemap-news.xml`: stories published in the last two days, newest first; where they are too many
 * for one file, the index of the files that hold them. A story whose original is elsewhere is left out. Where
 * there is none, the front stands in it, without news.
 */
export function buildNewsSitemap(context: NewsSitemapContext, perFile = URLS_PER_FILE): NewsSitemap {
  const articles = recentArticles(context);
  const files = Math.ceil(articles.length / perFile);
  const xml =
    files <= 1
      ? writeNews(context, articles)
      : writeSitemapIndex(
          Array.from({ length: files }, (_, index) => ({
            loc: context.origin + context.at(newsSitemapPath(index + 1)),
            modified: null,
          })),
        );
  return { xml, expires: expiryOf(articles) };
}

/** Writes the nth file of the news sitemap; null for one that is not there. */
export function buildNewsSitemapFile(
  context: NewsSitemapContext,
  file: number,
  perFile = URLS_PER_FILE,
): NewsSitemap | null {
  const articles = recentArticles(context);
  const part = articles.slice((file - 1) * perFile, file * perFile);
  return part.length === 0 ? null : { xml: writeNews(context, part), expires: expiryOf(articles) };
}

function recentArticles({ catalog, origin, now }: NewsSitemapContext): ArticleRecord[] {
  return catalog.articlesSince(now - AGE_MS, now).filter(isOwn(origin));
}

function expiryOf(articles: readonly ArticleRecord[]): number | null {
  const oldest = articles.at(-1);
  return oldest === undefined ? null : oldest.published.epochMs + AGE_MS;
}

function writeNews({ at, site, origin }: NewsSitemapContext, articles: readonly ArticleRecord[]): string {
  const urls = articles.map((article): SitemapUrl => {
    const publication = element('news:publication', {}, [
      textElement('news:name', site.name),
      textElement('news:language', newsLanguage(article.language ?? site.language)),
    ]);
    const extension = element('news:news', {}, [
      publication,
      textElement('news:publication_date', article.published.iso),
      textElement('news:title', article.title),
    ]);
    return { loc: origin + article.path, modified: null, image: null, extension };
  });
  // A sitemap without any URL is not valid (sitemaps.org), and one that comes and goes is asked for in vain.
  const front: SitemapUrl = { loc: origin + at('/'), modified: null, image: null };
  return writeUrlSet(urls.length === 0 ? [front] : urls, { news: NEWS_NAMESPACE });
}

/** ISO 639 without a region; Chinese alone is told apart as `zh-cn` and `zh-tw`. */
export function newsLanguage(tag: string): string {
  const { language, script } = likelyLocale(tag);
  if (language !== 'zh') return language;
  return script === 'Hant' ? 'zh-tw' : 'zh-cn';
}
