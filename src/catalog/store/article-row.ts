import type { ArticleRecord, Byline } from '../../domain/article.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import { linkName } from '../../domain/marks/file-marks.ts';
import { lastModified } from '../../domain/last-modified.ts';
import type { Placement } from '../../domain/surrogate-keys.ts';
import { type Showing, visibilityOf } from '../../domain/visibility.ts';
import type { IndexedLabel } from '../search/search-entry.ts';
import { teaserOf } from './teaser.ts';

/** An article as the catalog's columns hold it; made where it is parsed, so that the writer only stores. */
export interface ArticleRow
  extends Showing,
    Pick<
      ArticleRecord,
      'id' | 'file' | 'path' | 'slug' | 'title' | 'section' | 'type' | 'series' | 'aliases'
    > {
  /** The edition whose lists have it: `` for the one in the site's own language. */
  readonly edition: string;
  /** What it has in common with the same story in other languages; null for none. */
  readonly translation: string | null;
  readonly description: string;
  /** Addresses that it had by the patterns of site.yaml. */
  readonly oldPaths: readonly string[];
  readonly publishedDay: string;
  /** The last real change and the newest correction, those ahead included. Milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly correctedMs: number | null;
  /** The lead picture's src where its focal point is named. */
  readonly focusSrc: string | null;
  /** The lead picture's src. */
  readonly leadSrc: string | null;
  /** What machines may do with it by its own word, as JSON; null for most. */
  readonly ai: string | null;
  readonly labels: readonly IndexedLabel[];
  /** Whom the file names, where readers may see others; see catalog/publish/resolve-bylines.ts. */
  readonly bylines: readonly Byline[] | null;
  /** Every moment, in milliseconds since 1970, at which its pages change by themselves. */
  readonly events: readonly number[];
  /** Teaser and ArticleRecord as JSON. */
  readonly teaser: string;
  readonly record: string;
}

const NONE: readonly string[] = [];

/** The row of an article that is stored, from its record as it is there. */
export const storedRow = (record: string): ArticleRow =>
  toArticleRow(JSON.parse(record) as ArticleRecord, record);

/** Lays an article out in columns; `json` is its record as JSON, where that is there already. */
export function toArticleRow(record: ArticleRecord, json: string = JSON.stringify(record)): ArticleRow {
  const { published, updated, expires, corrections } = record;
  const events = new Set([published.epochMs]);
  if (updated !== null) events.add(updated.epochMs);
  if (expires !== null) events.add(expires.epochMs);
  for (const { date } of corrections) events.add(date.epochMs);
  return {
    id: record.id,
    file: record.file,
    path: record.path,
    slug: record.slug,
    title: record.title,
    edition: record.edition ?? OWN_EDITION,
    translation: record.translation ?? null,
    description: record.description ?? '',
    section: record.section,
    type: record.type,
    publishedMs: published.epochMs,
    publishedDay: published.day,
    expiresMs: expires?.epochMs ?? null,
    isDraft: record.isDraft,
    modifiedMs: lastModified(record).epochMs,
    correctedMs: corrections.length === 0 ? null : Math.max(...corrections.map(({ date }) => date.epochMs)),
    focusSrc: record.image !== null && record.image.focus !== null ? record.image.src : null,
    leadSrc: record.image?.src ?? null,
    ai: record.ai === undefined ? null : JSON.stringify(record.ai),
    labels: [
      ...record.topics.map(({ slug, name }) => ({ kind: 'topic' as const, slug, name })),
      ...record.authors.map(({ slug, name }) => ({ kind: 'author' as const, slug, name })),
    ],
    bylines: record.bylines ?? null,
    series: record.series,
    aliases: record.aliases,
    oldPaths: record.oldPaths ?? NONE,
    events: [...events],
    teaser: JSON.stringify(teaserOf(record)),
    record: json,
  };
}

/** The same article under another identity. */
export function withId(row: ArticleRow, id: string): ArticleRow {
  if (row.id === id) return row;
  return toArticleRow({ ...(JSON.parse(row.record) as ArticleRecord), id });
}

/** The same article at another path. */
export function withPath(row: ArticleRow, path: string): ArticleRow {
  if (row.path === path) return row;
  const record = JSON.parse(row.record) as ArticleRecord;
  return toArticleRow({ ...record, path, aliases: record.aliases.filter((alias) => alias !== path) });
}

/** Where an article shows. */
export function placementOf({ id, edition, section, labels, series, publishedDay }: ArticleRow): Placement {
  const slugs = (kind: IndexedLabel['kind']): string[] =>
    labels.filter((label) => label.kind === kind).map(({ slug }) => slug);
  return {
    id,
    edition,
    section,
    topics: slugs('topic'),
    authors: slugs('author'),
    series: series?.slug ?? null,
    day: publishedDay,
  };
}

/** The row where readers find the article at `now`, else null. */
export const visibleRow = (row: ArticleRow | null, now: number): ArticleRow | null =>
  row !== null && isVisibleRow(row, now) ? row : null;

/** Whether readers find the article on lists at `now`. */
export const isVisibleRow = (row: Showing, now: number): boolean => visibilityOf(row, now) === 'live';

/** What links call an article besides its slug: by its file, and by the one that it was first, of which its id is made. */
export function otherNames({ file, id, slug }: Pick<ArticleRow, 'file' | 'id' | 'slug'>): string[] {
  const names = new Set([linkName(file)]);
  if (id.includes('/')) names.add(linkName(id));
  names.delete(slug);
  names.delete('');
  return [...names];
}

/** Every slug by which a profile may be found to be meant. */
export const bylineSlugs = ({ bylines }: ArticleRow): string[] =>
  (bylines ?? []).flatMap(({ slug, ids = [] }) => [slug, ...ids]);
