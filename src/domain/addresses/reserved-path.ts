import { FEED_FORMATS } from '../feed-formats.ts';
import { isReservedName } from '../urls.ts';

/** Folders of files and of what programs ask for, below which every path is the site's. */
const FILES: ReadonlySet<string> = new Set([
  'media',
  'fetched',
  'pictures',
  'cards',
  'assets',
  '.well-known',
  '-',
]);
/** Lists with a page and feeds for each name. */
const LISTS: ReadonlySet<string> = new Set(['sections', 'topics', 'authors', 'series']);
const FEEDS: ReadonlySet<string> = new Set(Object.values(FEED_FORMATS).map(({ file }) => file));

/**
 * Whether the site itself answers at a path, so that no old address may take it: `/search`, `/2016/07`, `/media/x.jpg`,
 * `/topics/lakes/feed.xml`, and a language alone, `/de`. What lies deeper, such as `/archive/2019/05/10/boat`, is free.
 */
export function isReservedPath(path: string): boolean {
  const [, first = '', ...rest] = path.split('/');
  if (FILES.has(first)) return true;
  const isArchive = /^\d{4}$/.test(first) && rest.length < 3 && rest.every((part) => /^\d{2}$/.test(part));
  if (isArchive || rest.length === 0) return isArchive || isReservedName(first);
  const names = LISTS.has(first) ? 1 : first === 'corrections' ? 0 : null;
  if (names === null) return false;
  return rest.length === names || (rest.length === names + 1 && FEEDS.has(rest[names] ?? ''));
}
