import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../catalog/read/catalog.ts';
import { FEED_FORMATS } from '../../domain/feed-formats.ts';
import { parsePeriod } from '../../domain/period.ts';
import { PICTURE_FOLDERS } from '../../domain/picture-name.ts';
import { isReservedSegment } from '../../domain/urls.ts';

/** What stands at a path besides articles. */
export type Standing = 'page' | 'list' | 'file' | null;

/** Prepares the question what stands at a path, written as the site writes it, besides articles. */
export function standingAt(
  catalog: Catalog,
  { contentDir, now }: { readonly contentDir: string; readonly now: number },
): (path: string) => Standing {
  const slugs = new Map<string, ReadonlySet<string>>();
  const namesOf = (list: string): ReadonlySet<string> => {
    const known = slugs.get(list) ?? new Set(readNames(catalog, list, now));
    slugs.set(list, known);
    return known;
  };
  return (path) => {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    const [first = '', second, third] = segments;
    if (path === '/') return 'page';
    if ((PICTURE_FOLDERS as readonly string[]).includes(first)) {
      return existsSync(join(contentDir, ...segments)) ? 'file' : null;
    }
    if (catalog.standingPage(path, now) !== null) return 'page';
    if (NAMED.has(first) && second !== undefined) {
      const isFeed = third === undefined || Object.values(FEED_FORMATS).some(({ file }) => file === third);
      return isFeed && segments.length < 4 && namesOf(first).has(second) ? 'list' : null;
    }
    const period = segments.length > 3 ? null : parsePeriod(first, second, third);
    if (period !== null) return catalog.countOf({ kind: 'period', period }, now) > 0 ? 'list' : null;
    return segments.length === 1 && isReservedSegment(first) ? 'list' : null;
  };
}

const NAMED: ReadonlySet<string> = new Set(['sections', 'topics', 'authors', 'series']);

function readNames(catalog: Catalog, list: string, now: number): readonly string[] {
  if (list === 'sections') return catalog.site().sections.map(({ slug }) => slug);
  const kind = list === 'topics' ? 'topic' : list === 'authors' ? 'author' : 'series';
  const names = catalog.labelCounts(kind, now).map(({ slug }) => slug);
  return kind === 'author' ? [...names, ...catalog.profiledAuthors().map(({ slug }) => slug)] : names;
}
