import type { Catalog } from '../../../src/catalog/read/catalog.ts';
import {
  ARCHIVE_PATH,
  AUTHORS_PATH,
  archivePath,
  authorPath,
  CORRECTIONS_PATH,
  PARTNERS_PATH,
  SEARCH_PATH,
  SERIES_PATH,
  sectionPath,
  seriesPath,
  TOPICS_PATH,
  topicPath,
} from '../../../src/domain/urls.ts';

const SLICE = 1_000;

const INDEXES = [ARCHIVE_PATH, TOPICS_PATH, AUTHORS_PATH, SEARCH_PATH];

/**
 * Returns every page that a site is to have, as its catalog tells: articles, sections, topics, authors, series,
 * archives, their indexes, the search, partner news where there is any, and standing pages. `now` is milliseconds since 1970.
 */
export function expectedPaths(catalog: Catalog, now: number): string[] {
  const paths = new Set(['/', CORRECTIONS_PATH]);
  if (catalog.newestDay(now) !== null) for (const path of INDEXES) paths.add(path);
  if (catalog.partnerOutlets().length > 0) paths.add(PARTNERS_PATH);
  const series = catalog.labelCounts('series', now);
  if (series.length > 0) paths.add(SERIES_PATH);
  for (const { slug } of series) paths.add(seriesPath(slug));
  for (const { slug } of catalog.profiledAuthors()) paths.add(authorPath(slug));
  for (const { slug } of catalog.site().sections) paths.add(sectionPath(slug));
  for (const { path } of catalog.standingPages()) paths.add(path);
  for (let offset = 0; ; offset += SLICE) {
    const slice = catalog.list({ kind: 'all' }, { now, limit: SLICE, offset });
    for (const { path, published } of slice) {
      paths.add(path);
      for (const length of [4, 7, 10]) paths.add(archivePath(published.day.slice(0, length)));
      const found = catalog.resolve(path, now);
      if (found.kind !== 'article') continue;
      for (const { slug } of found.article.topics) paths.add(topicPath(slug));
      for (const { slug } of found.article.authors) paths.add(authorPath(slug));
    }
    if (slice.length < SLICE) return [...paths];
  }
}
