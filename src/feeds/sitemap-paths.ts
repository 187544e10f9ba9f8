import { parsePeriod } from '../domain/days/period.ts';

/** Which sitemap a path names; `file` counts from 1. */
export type SitemapName =
  | { readonly kind: 'index' }
  | { readonly kind: 'month'; readonly month: string; readonly file: number }
  | { readonly kind: 'pages'; readonly file: number }
  /** `file` is null for `/sitemap-news.xml`, which is the only file or the index of them. */
  | { readonly kind: 'news'; readonly file: number | null };

/** `/sitemap-2016-07.xml`, and `/sitemap-2016-07-2.xml` for its second file. */
export const monthSitemapPath = (month: string, file: number): string => numbered(`/sitemap-${month}`, file);

/** `/sitemap-pages.xml`, and `/sitemap-pages-2.xml` for its second file. */
export const pagesSitemapPath = (file: number): string => numbered('/sitemap-pages', file);

/** `/sitemap-news-1.xml`: the parts of a news sitemap that is too long for one file. */
export const newsSitemapPath = (file: number): string => `/sitemap-news-${file}.xml`;

const numbered = (path: string, file: number): string => `${path}${file === 1 ? '' : `-${file}`}.xml`;

/** Reads the path of a sitemap; null for any other path, and for other spellings of the same number. */
export function parseSitemapPath(path: string): SitemapName | null {
  if (path === '/sitemap.xml') return { kind: 'index' };
  if (path === '/sitemap-news.xml') return { kind: 'news', file: null };
  const match = /^\/sitemap-(?:(\d{4})-(\d{2})|(pages|news))(?:-([1-9]\d{0,4}))?\.xml$/.exec(path);
  if (match === null) return null;
  const [, year, month, kind, number] = match;
  if (kind === 'news') return { kind, file: Number(number) };
  if (number === '1') return null;
  const file = Number(number ?? 1);
  if (kind === 'pages') return { kind, file };
  const period = parsePeriod(year ?? '', month);
  return period === null ? null : { kind: 'month', month: period, file };
}
