import { type FeedFormat, feedPathOf } from '../feed-formats.ts';
import { parsePeriod } from '../days/period.ts';
import { toSlug } from '../slug.ts';
import {
  ARCHIVE_PATH,
  AUTHORS_PATH,
  archivePath,
  authorPath,
  sectionPath,
  TOPICS_PATH,
  topicPath,
} from '../urls.ts';
import { decodePath, withoutPageExtension } from './near-address.ts';

/** What other systems call the lists of a name, and which lists of this site that may be, the likeliest first. */
const NAMED: Readonly<Record<string, readonly ((slug: string) => string)[]>> = {
  category: [sectionPath, topicPath],
  categories: [sectionPath, topicPath],
  section: [sectionPath],
  tag: [topicPath],
  tags: [topicPath],
  topic: [topicPath],
  author: [authorPath],
};
/** What they call the page of all names, and of all months. */
const INDEXES: Readonly<Record<string, string>> = {
  category: TOPICS_PATH,
  categories: TOPICS_PATH,
  tag: TOPICS_PATH,
  tags: TOPICS_PATH,
  author: AUTHORS_PATH,
  archives: ARCHIVE_PATH,
};
/** Where they have all stories where those are not on the front page. */
const FRONTS: ReadonlySet<string> = new Set(['blog', 'posts', 'news']);
/** Files of feeds, without a folder before them; WordPress has `feed/atom`, Pelican `feeds/all.atom.xml`. */
const FEED =
  /^(?:(?:feeds?|rss)(?:\.(?:xml|rss))?|index\.(?:xml|rss)|feeds?\/(?:rss2?|rdf|all\.rss\.xml)|(?<atom>atom(?:\.xml)?|(?:feed|index)\.atom|feeds?\/(?:atom|all\.atom\.xml))|(?<json>feed\.json))$/;
const SITEMAP = /^\/(?:wp-)?sitemap(?:_index|-index)?\.xml$/;

/**
 * The lists and feeds of this site that an address may mean at which another system has a list, the likeliest first:
 * `/tag/lakes/`, `/blog/category/world/page/2`, `/feed/`, `/archives/2016/07`. Whether they are there, the catalog knows.
 * Of a list's further pages the first is meant, as other stories stand on each. None for an address of another kind.
 */
export function foreignLists(path: string): readonly string[] {
  if (SITEMAP.test(path)) return ['/sitemap.xml'];
  const segments = (decodePath(path) ?? '').split('/').slice(1);
  const format = takeFeed(segments);
  const isPage = format === null && takePage(segments);
  const lists = segments.length === 0 ? (format !== null || isPage ? ['/'] : []) : listsOf(namesIn(segments));
  return format === null ? lists : lists.map((list) => feedPathOf(list, format));
}

/** The segments without the extension of a page and without `index` at the end. */
function namesIn(segments: readonly string[]): string[] {
  const last = withoutPageExtension(segments.at(-1) ?? '');
  return [...segments.slice(0, -1), ...(last === 'index' ? [] : [last])];
}

function takeFeed(segments: string[]): FeedFormat | null {
  for (const length of [2, 1]) {
    const found = segments.length < length ? null : FEED.exec(segments.slice(-length).join('/'));
    if (found === null) continue;
    segments.splice(-length);
    const { atom, json } = found.groups ?? {};
    return atom !== undefined ? 'atom' : json !== undefined ? 'json' : 'rss';
  }
  return null;
}

function takePage(segments: string[]): boolean {
  const [found = ''] = /(?:^|\/)page\/?\d{1,6}$/.exec(segments.slice(-2).join('/')) ?? [];
  if (found === '') return false;
  segments.splice(/\/\d/.test(found) ? -2 : -1);
  return true;
}

function listsOf(segments: readonly string[]): readonly string[] {
  const [first = '', ...names] = segments;
  if (FRONTS.has(first) && names.length > 0) return listsOf(names);
  const [year = '', month, day, ...more] = /^archives?$/.test(first) ? names : segments;
  const period = more.length > 0 ? null : parsePeriod(year, month, day);
  if (period !== null) return [archivePath(period)];
  if (names.length === 0) {
    if (FRONTS.has(first)) return [sectionPath(first), '/'];
    const index = Object.hasOwn(INDEXES, first) ? INDEXES[first] : undefined;
    return index === undefined ? [] : [index];
  }
  const kinds = Object.hasOwn(NAMED, first) ? NAMED[first] : undefined;
  const slug = toSlug(names.at(-1) ?? '');
  return kinds === undefined || slug === '' ? [] : kinds.map((pathOf) => pathOf(slug));
}
