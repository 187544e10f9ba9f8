import type { SiteContext } from './feed-model.ts';
import type { Catalog } from '../catalog/read/catalog.ts';
import type { LabelSlug, SitemapQueries } from '../catalog/read/sitemap-queries.ts';
import type { ArticleRecord } from '../domain/article.ts';
import { lastModified } from '../domain/last-modified.ts';
import type { Moment } from '../domain/moment.ts';
import {
  ARCHIVE_PATH,
  AUTHORS_PATH,
  authorPath,
  CORRECTIONS_PATH,
  LIST_PATHS,
  PARTNERS_PATH,
  SERIES_PATH,
  sectionPath,
  seriesPath,
  TOPICS_PATH,
} from '../domain/urls.ts';
import { plainFile } from '../media/pictures/plain-file.ts';
import { monthSitemapPath, pagesSitemapPath } from './sitemap-paths.ts';
import { type SitemapUrl, URLS_PER_FILE, writeSitemapIndex, writeUrlSet } from './sitemap-xml.ts';

export interface SitemapContext extends SiteContext {
  readonly catalog: Pick<
    Catalog,
    | 'list'
    | 'standingPages'
    | 'seriesName'
    | 'authorProfile'
    | 'profiledAuthors'
    | 'labelCounts'
    | 'partnerOutlets'
    | 'picture'
  > &
    SitemapQueries;
}

/**
 * Writes `/sitemap.xml`, the index of all sitemaps but the news one: the pages, then each month that has
 * stories, newest first. `perFile` is the most URLs in one file.
 */
export function buildSitemapIndex(context: SitemapContext, perFile = URLS_PER_FILE): string {
  const { at, catalog, origin, now } = context;
  const months = catalog.sitemapMonths(perFile, isOwn(origin), now);
  const newest = newestOf(context, { kind: 'all' });
  const pages = Math.ceil((fixedPages(context).length + catalog.labelTotal(now)) / perFile);
  return writeSitemapIndex([
    ...upTo(pages).map((file) => ({ loc: origin + at(pagesSitemapPath(file)), modified: newest })),
    ...months.flatMap(({ month, files, modified }) =>
      upTo(files).map((file) => ({ loc: origin + at(monthSitemapPath(month, file)), modified })),
    ),
  ]);
}

/**
 * Writes the nth sitemap of a month (`2016-07`) with the lead pictures that are there; null where it has no stories. A story
 * whose original is elsewhere is left to that site; a file of nothing else stands empty.
 */
export function buildMonthSitemap(
  { catalog, origin, now }: SitemapContext,
  month: string,
  file: number,
  perFile = URLS_PER_FILE,
): string | null {
  const articles = catalog.articlesOfMonth(month, file, perFile, now);
  if (articles.length === 0) return null;
  return writeUrlSet(
    articles.filter(isOwn(origin)).map((article) => {
      const facts = article.image === null ? null : catalog.picture(article.image.src);
      return {
        loc: origin + article.path,
        modified: lastModified(article),
        image: facts === null ? null : origin + plainFile(facts).path,
      };
    }),
  );
}

/**
 * Writes the nth sitemap of pages: the front, sections, indexes, corrections, standing pages, authors, topics and
 * series; null for one that is not there. A list changed when its newest story was published; empty ones are left out.
 */
export function buildPagesSitemap(
  context: SitemapContext,
  file: number,
  perFile = URLS_PER_FILE,
): string | null {
  const fixed = fixedPages(context);
  const first = (file - 1) * perFile;
  // Anybody may ask for files that are not there, and stepping through all labels takes long.
  if (file > 1 && first >= fixed.length + context.catalog.labelTotal(context.now)) return null;
  const urls: SitemapUrl[] = fixed.slice(first, first + perFile);
  let place = fixed.length;
  for (const label of context.catalog.labelSlugs()) {
    if (place >= first + perFile) break;
    if (place >= first) urls.push(...labelUrl(context, label));
    place += 1;
  }
  return place <= first ? null : writeUrlSet(urls);
}

/** Whether an article is this site's own, not the copy of one elsewhere. */
export const isOwn =
  (origin: string) =>
  ({ canonical, path }: ArticleRecord): boolean =>
    canonical === null || canonical === origin + path;

function fixedPages(context: SitemapContext): SitemapUrl[] {
  const { at, site, catalog, origin } = context;
  return [
    { loc: origin + at('/'), modified: newestOf(context, { kind: 'all' }), image: null },
    ...site.sections.map(({ slug }) => ({
      loc: origin + at(sectionPath(slug)),
      modified: newestOf(context, { kind: 'section', slug }),
      image: null,
    })),
    ...[at(ARCHIVE_PATH), ...indexPaths(context), at(CORRECTIONS_PATH)].map((path) => ({
      loc: origin + path,
      modified: null,
      image: null,
    })),
    ...catalog.profiledAuthors().map(({ slug }) => ({
      loc: origin + at(authorPath(slug)),
      modified: newestOf(context, { kind: 'author', slug }),
      image: null,
    })),
    ...(catalog.partnerOutlets().length === 0
      ? []
      : [{ loc: origin + at(PARTNERS_PATH), modified: null, image: null }]),
    ...catalog.standingPages().map(({ path }) => ({ loc: origin + path, modified: null, image: null })),
  ];
}

/** The indexes that list anything; authors may have a file and no story. */
function indexPaths({ at, catalog, now }: SitemapContext): string[] {
  const hasAuthors = catalog.profiledAuthors().length > 0 || catalog.labelCounts('author', now).length > 0;
  return [
    ...(catalog.labelCounts('topic', now).length > 0 ? [at(TOPICS_PATH)] : []),
    ...(hasAuthors ? [at(AUTHORS_PATH)] : []),
    ...(catalog.labelCounts('series', now).length > 0 ? [at(SERIES_PATH)] : []),
  ];
}

function labelUrl(context: SitemapContext, { kind, slug }: LabelSlug): SitemapUrl[] {
  const { at, catalog, origin, now } = context;
  if (kind === 'series') {
    const isShown = catalog.seriesName(slug, now) !== null;
    return isShown ? [{ loc: origin + at(seriesPath(slug)), modified: null, image: null }] : [];
  }
  // Authors with a file of their own have a page without stories too.
  if (kind === 'author' && catalog.authorProfile(slug, now) !== null) return [];
  const modified = newestOf(context, { kind, slug });
  const path = at(LIST_PATHS[kind](slug));
  return modified === null ? [] : [{ loc: origin + path, modified, image: null }];
}

function newestOf({ catalog, now }: SitemapContext, scope: Parameters<Catalog['list']>[0]): Moment | null {
  return catalog.list(scope, { now, limit: 1, offset: 0 })[0]?.published ?? null;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
