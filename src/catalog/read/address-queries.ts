import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { withoutPageExtension } from '../../domain/addresses/near-address.ts';
import { editionPath, splitEdition } from '../../domain/edition.ts';
import { decode, linkName } from '../../domain/marks/file-marks.ts';
import { parsePeriod } from '../../domain/days/period.ts';
import { mediaFile } from '../../domain/media-file.ts';
import { oldFilePlaces } from '../../domain/pictures/old-file-places.ts';
import { toSitePath } from '../../domain/site-path.ts';
import { sectionPath, standingPath } from '../../domain/urls.ts';
import { suggestName } from '../../problems/suggest-name.ts';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE, VISIBLE_IN } from '../store/visible.ts';
import type { Resolution } from './article-queries.ts';
import type { ListAddressQueries } from './list-addresses.ts';
import type { NearQueries } from './near-queries.ts';

/** What is at an address of the site. A story that readers do not see yet is there. */
export type AddressState =
  | { readonly kind: 'there' | 'gone' }
  | { readonly kind: 'moved'; readonly path: string }
  /** Nothing; `near` is an address that was perhaps meant. */
  | { readonly kind: 'missing'; readonly near: string | null };

export interface AddressDeps {
  readonly site: () => Site | null;
  readonly resolve: (path: string, now: number) => Resolution;
  readonly lists: ListAddressQueries;
  readonly resolveNear: NearQueries['resolveNear'];
  /** Whether no such file is in the content folder. */
  readonly isGone: (file: string) => boolean;
}

/** Articles of a day among which a slip is looked for. */
const MOST = 500;

/**
 * Prepares the question what is at an address, for editors: what a path names is looked up, each by an index, and no page
 * is made. `now` is milliseconds since 1970.
 */
export function addressQueries(
  database: DatabaseSync,
  { site, resolve, lists, resolveNear, isGone }: AddressDeps,
): (path: string, now: number) => AddressState {
  const article = database.prepare('SELECT 1 FROM article WHERE path = ?');
  const page = database.prepare('SELECT 1 FROM standing_page WHERE path = ?');
  const bySlug = database.prepare(`SELECT path FROM article WHERE slug = :slug AND ${VISIBLE} LIMIT 2`);
  const byName = database.prepare(
    `SELECT article.path FROM article_name AS named JOIN article ON article.key = named.article_key
     WHERE named.name = :slug AND ${VISIBLE} LIMIT 2`,
  );
  const ofDay = database.prepare(
    `SELECT slug, path FROM article WHERE published_day = :day AND ${VISIBLE_IN} LIMIT ${MOST}`,
  );
  const pages = database.prepare('SELECT path FROM standing_page WHERE is_draft = 0');

  const isThere = (path: string, now: number): boolean => {
    const file = mediaFile(path);
    if (file !== null) return !isGone(file);
    if (oldFilePlaces(path).some((place) => !isGone(place))) return true;
    // A list of stories that are still to come is there, as they are.
    if (lists.hasListAt(path, now, Number.MAX_SAFE_INTEGER) === true) return true;
    return [path, path.replace(/\.md$|\/history$/, '')].some(
      (one) => (article.get(one) ?? page.get(one)) !== undefined,
    );
  };

  const meantBy = (whole: string, now: number): string | null => {
    const { edition, path: below } = splitEdition(whole, site() ?? {});
    const segments = below.split('/').slice(1).map(decode);
    const [first = '', second = ''] = segments;
    const slug = linkName(withoutPageExtension(segments.at(-1) ?? ''));
    if (first === 'sections') {
      const meant = suggestName(second, site()?.sections.map((one) => one.slug) ?? []);
      if (meant !== null) return editionPath(edition, sectionPath(meant));
    }
    const named = slug === '' ? [] : [...bySlug.all({ slug, now }), ...byName.all({ slug, now })];
    const [only, ...others] = new Set(named.map((row) => requiredText(row, 'path')));
    if (only !== undefined && others.length === 0) return only;
    const standing = editionPath(edition, standingPath(slug));
    if (page.get(standing) !== undefined) return standing;
    const period = parsePeriod(first, second, segments[2]);
    if (segments.length === 4 && period !== null) {
      const paths = new Map(
        ofDay
          .all({ edition, day: period, now })
          .map((row) => [requiredText(row, 'slug'), requiredText(row, 'path')]),
      );
      return paths.get(suggestName(segments[3] ?? '', paths.keys()) ?? '') ?? null;
    }
    if (segments.length > 1) return null;
    const known = pages.all().map((row) => requiredText(row, 'path').slice(1));
    const meant = suggestName(editionPath(edition, `/${first}`).slice(1), known);
    return meant === null ? null : `/${meant}`;
  };

  return (written, now) => {
    const path = toSitePath(written);
    if (path === null) return { kind: 'missing', near: null };
    if (isThere(path, now)) return { kind: 'there' };
    const resolved = resolve(path, now);
    if (resolved.kind === 'moved') return resolved;
    if (resolved.kind === 'gone') return { kind: 'gone' };
    const near = resolveNear(path, now);
    if (near.kind === 'moved') return near;
    return { kind: 'missing', near: meantBy(path, now) };
  };
}
