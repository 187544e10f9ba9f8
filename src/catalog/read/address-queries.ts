import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { isReservedPath } from '../../domain/addresses/reserved-path.ts';
import { FEED_FORMATS } from '../../domain/feed-formats.ts';
import { decode, linkName } from '../../domain/marks/file-marks.ts';
import { parsePeriod } from '../../domain/period.ts';
import { pictureFile } from '../../domain/picture-name.ts';
import { toSitePath } from '../../domain/site-path.ts';
import { authorPath, sectionPath, standingPath, topicPath } from '../../domain/urls.ts';
import { suggestName } from '../../problems/suggest-name.ts';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE } from '../store/visible.ts';
import type { Resolution } from './article-queries.ts';

/** What is at an address of the site. A story that readers do not see yet is there. */
export type AddressState =
  | { readonly kind: 'there' | 'gone' }
  | { readonly kind: 'moved'; readonly path: string }
  /** Nothing; `near` is an address that was perhaps meant. */
  | { readonly kind: 'missing'; readonly near: string | null };

export interface AddressDeps {
  readonly site: () => Site | null;
  readonly resolve: (path: string, now: number) => Resolution;
  /** Whether no such file is in the content folder. */
  readonly isGone: (file: string) => boolean;
}

/** Addresses that other systems give to lists, and ours. */
const FOREIGN_LISTS: Readonly<Record<string, readonly ((slug: string) => string)[]>> = {
  category: [sectionPath, topicPath],
  categories: [sectionPath, topicPath],
  section: [sectionPath],
  tag: [topicPath],
  tags: [topicPath],
  topic: [topicPath],
  author: [authorPath],
};
const FEED_FILES: readonly string[] = Object.values(FEED_FORMATS).map(({ file }) => file);
/** Articles of a day, and names of a kind, among which a slip is looked for. */
const MOST = 500;

/**
 * Prepares the question what is at an address, for editors: what a path names is looked up, each by an index, and no page
 * is made. `now` is milliseconds since 1970.
 */
export function addressQueries(
  database: DatabaseSync,
  { site, resolve, isGone }: AddressDeps,
): (path: string, now: number) => AddressState {
  const article = database.prepare('SELECT 1 FROM article WHERE path = ?');
  const page = database.prepare('SELECT 1 FROM standing_page WHERE path = ?');
  const day = database.prepare(
    'SELECT 1 FROM article WHERE is_draft = 0 AND published_day >= :from AND published_day < :to LIMIT 1',
  );
  const label = database.prepare('SELECT 1 FROM article_label WHERE kind = ? AND slug = ? LIMIT 1');
  const series = database.prepare('SELECT 1 FROM article_series WHERE slug = ? LIMIT 1');
  const profile = database.prepare('SELECT 1 FROM author_profile WHERE slug = ?');
  const alias = database.prepare('SELECT 1 FROM author_alias WHERE alias = ?');
  const bySlug = database.prepare(`SELECT path FROM article WHERE slug = :slug AND ${VISIBLE} LIMIT 2`);
  const byName = database.prepare(
    `SELECT article.path FROM article_name AS named JOIN article ON article.key = named.article_key
     WHERE named.name = :slug AND ${VISIBLE} LIMIT 2`,
  );
  const ofDay = database.prepare(
    `SELECT slug, path FROM article WHERE published_day = :day AND ${VISIBLE} LIMIT ${MOST}`,
  );
  const pages = database.prepare('SELECT path FROM standing_page WHERE is_draft = 0');

  const hasList = (kind: string, slug: string): boolean => {
    if (kind === 'sections') return site()?.sections.some((one) => one.slug === slug) ?? true;
    if (kind === 'series') return series.get(slug) !== undefined;
    if (kind === 'topics') return label.get('topic', slug) !== undefined;
    const isAuthor = label.get('author', slug) ?? profile.get(slug) ?? alias.get(slug);
    return isAuthor !== undefined;
  };
  /** Null where the site has no such kind of address. */
  const isFixed = (path: string, segments: readonly string[]): boolean | null => {
    const [first = '', second, third] = segments;
    if (first === '' || path === '/corrections/feed.xml') return true;
    if (/^\d{4}$/.test(first) && segments.length <= 3) {
      const period = parsePeriod(first, second, third);
      return period !== null && day.get({ from: period, to: `${period}~` }) !== undefined;
    }
    const picture = pictureFile(path);
    if (picture !== null) return !isGone(picture);
    if (first === 'media') return !isGone(segments.join('/'));
    if (/^(?:sections|topics|authors|series)$/.test(first) && second !== undefined) {
      return segments.length === 2 || FEED_FILES.includes(third ?? '') ? hasList(first, second) : false;
    }
    return isReservedPath(path) ? true : null;
  };

  const near = (segments: readonly string[], now: number): string | null => {
    const [first = '', second = ''] = segments;
    const slug = linkName((segments.at(-1) ?? '').replace(/\.(?:html?|php|aspx?)$/i, ''));
    for (const pathOf of segments.length === 2 ? (FOREIGN_LISTS[first] ?? []) : []) {
      const path = pathOf(second);
      if (isFixed(path, [path.split('/')[1] ?? '', second]) === true) return path;
    }
    if (first === 'sections') {
      const meant = suggestName(second, site()?.sections.map((one) => one.slug) ?? []);
      if (meant !== null) return sectionPath(meant);
    }
    const named = slug === '' ? [] : [...bySlug.all({ slug, now }), ...byName.all({ slug, now })];
    const [only, ...others] = new Set(named.map((row) => requiredText(row, 'path')));
    if (only !== undefined && others.length === 0) return only;
    if (page.get(standingPath(slug)) !== undefined) return standingPath(slug);
    const period = parsePeriod(first, second, segments[2]);
    if (segments.length === 4 && period !== null) {
      const paths = new Map(
        ofDay.all({ day: period, now }).map((row) => [requiredText(row, 'slug'), requiredText(row, 'path')]),
      );
      return paths.get(suggestName(segments[3] ?? '', paths.keys()) ?? '') ?? null;
    }
    if (segments.length > 1) return null;
    const known = pages.all().map((row) => requiredText(row, 'path').slice(1));
    const meant = suggestName(first, known);
    return meant === null ? null : `/${meant}`;
  };

  return (written, now) => {
    const path = toSitePath(written);
    if (path === null) return { kind: 'missing', near: null };
    const segments = path.split('/').slice(1).map(decode);
    const fixed = isFixed(path, segments);
    if (fixed === true) return { kind: 'there' };
    const bare = path.replace(/\.md$|\/history$/, '');
    if (fixed === null || segments.length > 3) {
      if ([path, bare].some((one) => (article.get(one) ?? page.get(one)) !== undefined))
        return { kind: 'there' };
    }
    const resolved = resolve(path, now);
    if (resolved.kind === 'moved') return resolved;
    if (resolved.kind === 'gone') return { kind: 'gone' };
    return { kind: 'missing', near: near(segments, now) };
  };
}
