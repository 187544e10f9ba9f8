import { FEED_FORMATS } from './feed-formats.ts';
import { languageNamed, primaryLanguage } from './language.ts';

/** Every path of the site is made here, percent-encoded, without origin and without trailing slash. */

const segment = (text: string): string => encodeURIComponent(text);

/** `/2016/07/15/slug`, or `/de/2016/07/15/slug` with a prefix; `day` is YYYY-MM-DD in the site's zone. */
export function articlePath(day: string, slug: string, prefix: string | null = null): string {
  const path = `${archivePath(day)}/${segment(slug)}`;
  return prefix === null ? path : `/${prefix}${path}`;
}

/**
 * What stands before the path of an article in another language than the site's: its tag in small letters (`de`,
 * `pt-br`). Null where the two differ in script or region at most, and for a language without a code of two or three letters.
 */
export function languagePrefix(language: string | null, siteLanguage: string): string | null {
  if (language === null || primaryLanguage(language) === primaryLanguage(siteLanguage)) return null;
  const prefix = language.toLowerCase();
  return PREFIX.test(prefix) ? prefix : null;
}

/** A language as paths have it before them: `ru`, `pt-br`. */
const LANGUAGE = '[a-z]{2,3}(?:-[a-z0-9]{1,8})*';
const PREFIX = new RegExp(`^${LANGUAGE}$`);
const ARTICLE = new RegExp(`^(?:/${LANGUAGE})?/\\d{4}/\\d{2}/\\d{2}/[^/]+$`);
const EDITION_SEARCH = new RegExp(`^/${LANGUAGE}/search$`);
const MAYBE_EDITION = new RegExp(`^/${LANGUAGE}(?:/|$)`);

/** Whether a path begins as those of an edition do; whether the site has it, its site.yaml says. Most paths are soon known to be in none. */
export const mayBeOfEdition = (path: string): boolean => MAYBE_EDITION.test(path);

/** Whether a path has the shape of an article's own, with a language before it or without. */
export const isArticlePath = (path: string): boolean => ARTICLE.test(path);

/** Whether a path is an article's with a language before it. */
export const hasLanguagePrefix = (path: string): boolean => isArticlePath(path) && !/^\/\d/.test(path);

/** `/2016`, `/2016/07` or `/2016/07/15` for a period written `2016`, `2016-07` or `2016-07-15`. */
export function archivePath(period: string): string {
  return `/${period.replaceAll('-', '/')}`;
}

export const sectionPath = (slug: string): string => `/sections/${segment(slug)}`;
export const topicPath = (slug: string): string => `/topics/${segment(slug)}`;
export const authorPath = (slug: string): string => `/authors/${segment(slug)}`;
export const seriesPath = (slug: string): string => `/series/${segment(slug)}`;
/** The path of each kind of list, by its name's slug. */
export const LIST_PATHS = { section: sectionPath, topic: topicPath, author: authorPath, series: seriesPath };
export const TOPICS_PATH = '/topics';
export const AUTHORS_PATH = '/authors';
export const SERIES_PATH = '/series';
/** Every year and month that holds stories. */
export const ARCHIVE_PATH = '/archive';
export const SEARCH_PATH = '/search';
export const PARTNERS_PATH = '/partners';
export const CORRECTIONS_PATH = '/corrections';
export const OEMBED_PATH = '/oembed';
/** Tells browsers how to search the site. */
export const OPENSEARCH_PATH = '/opensearch.xml';
export const MANIFEST_PATH = '/manifest.webmanifest';
/** What machines may do with the site's texts (RSL). */
export const LICENSE_PATH = '/license.xml';
/** With whom the newsroom is connected (trust.txt). */
export const TRUST_PATH = '/trust.txt';
/** At the root, as its scope is the whole site. */
export const SERVICE_WORKER_PATH = '/service-worker.js';
/** What readers see without a network. */
export const OFFLINE_PATH = '/offline';
/** Git hosts tell of pushes here. */
export const PUSH_PATH = '/-/git';
/** An article's text as Markdown. */
export const markdownPath = (articlePath: string): string => `${articlePath}.md`;
/** The versions of an article, below its own path. */
export const historyPath = (articlePath: string): string => `${articlePath}/history`;
export const standingPath = (slug: string): string => `/${segment(slug)}`;

/** Whether results of searches stand at a path, in whatever edition. */
export const isSearchPath = (path: string): boolean =>
  path === SEARCH_PATH || (path.endsWith(SEARCH_PATH) && EDITION_SEARCH.test(path));

/** What a search found, one page of it; `query` is any text. */
export function searchPath(query: string, page = 1): string {
  const path = `${SEARCH_PATH}?q=${encodeURIComponent(query.toWellFormed())}`;
  return page > 1 ? `${path}&page=${page}` : path;
}

/** The path of a list's nth page; the first has no query. */
export function pagedPath(path: string, page: number): string {
  return page > 1 ? `${path}?page=${page}` : path;
}

/** Whether a first segment belongs to the site itself: what is below it is no article's alias. */
export const isReservedSegment = (segment: string): boolean =>
  RESERVED_SEGMENTS.has(segment) || /^sitemap-.*\.xml$/.test(segment);

/** Whether a path of this one segment is the site's: one of those, a year, or a language (`de`, `pt-br`). */
export const isReservedName = (segment: string): boolean =>
  isReservedSegment(segment) || /^\d{4}$/.test(segment) || languageNamed(segment) !== null;

const RESERVED_SEGMENTS: ReadonlySet<string> = new Set([
  'sections',
  'topics',
  'authors',
  'search',
  'series',
  'offline',
  'opensearch.xml',
  'manifest.webmanifest',
  'service-worker.js',
  'archive',
  'partners',
  'corrections',
  'media',
  'fetched',
  'pictures',
  'cards',
  'assets',
  'healthz',
  'readyz',
  'metrics',
  ...Object.values(FEED_FORMATS).map(({ file }) => file),
  'sitemap.xml',
  'robots.txt',
  'llms.txt',
  'license.xml',
  'trust.txt',
  'oembed',
  'favicon.ico',
  'apple-touch-icon.png',
  '.well-known',
  '-',
]);
