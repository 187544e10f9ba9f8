import type { ArticleRecord } from '../../domain/article.ts';
import { editionKey } from '../../domain/edition.ts';
import { linkName } from '../../domain/marks/file-marks.ts';
import {
  AI_KEY,
  articleKey,
  CORRECTIONS_KEY,
  FEED_KEY,
  linkKey,
  SITEMAP_KEY,
  sitemapKey,
  surfaceKeys,
  translationKey,
} from '../../domain/surrogate-keys.ts';
import type { PlaceChange } from './keys-around.ts';
import { type ArticleRow, otherNames, placementOf } from '../store/article-row.ts';

/**
 * The surrogate keys of every page that differs when `before` becomes `after`; null stands for an article
 * that readers do not see. Old and new places both count. `around` names the keys
 * of the pages that link to a place, by what changed there.
 */
export function changedKeys(
  before: ArticleRow | null,
  after: ArticleRow | null,
  around: (row: ArticleRow, change: PlaceChange) => readonly string[],
): Set<string> {
  const keys = new Set<string>();
  const ofLists = (key: string): void => {
    for (const row of [before, after]) if (row !== null) keys.add(editionKey(row.edition, key));
  };
  if (!isToldAlike(before, after)) {
    for (const row of [before, after])
      if (row !== null && row.translation !== null) keys.add(translationKey(row.translation));
  }
  if (before === null || after === null || !isNamedAlike(before, after)) {
    for (const row of [before, after]) {
      for (const name of row === null ? [] : linkNames(row)) keys.add(linkKey(name));
    }
  }
  const hasOtherRecord = !saysAlike(before?.record, after?.record);
  if (hasOtherRecord && [before, after].some((row) => (row?.correctedMs ?? null) !== null)) {
    ofLists(CORRECTIONS_KEY);
  }
  if (preferenceOf(before) !== preferenceOf(after)) keys.add(AI_KEY);
  if (before !== null && after !== null && showsAlike(before, after)) {
    keys.add(articleKey(after.id));
    ofLists(FEED_KEY);
    if (before.teaser !== after.teaser) for (const key of around(after, 'excerpt')) keys.add(key);
    if (!hasOtherRecord) return keys;
    for (const key of [SITEMAP_KEY, sitemapKey(after.publishedDay.slice(0, 7))]) ofLists(key);
    return keys;
  }
  for (const row of [before, after]) {
    if (row === null) continue;
    for (const key of surfaceKeys(placementOf(row))) keys.add(key);
    for (const key of around(row, before === null ? 'new' : 'listed')) keys.add(key);
  }
  return keys;
}

/** What an article says for itself that machines may do with it, and where; null for nothing. */
const preferenceOf = (row: ArticleRow | null): string | null =>
  row === null || row.ai === null ? null : `${row.path} ${row.ai}`;

/** Links by a file or a name find both versions, at one address. */
const isNamedAlike = (before: ArticleRow, after: ArticleRow): boolean =>
  (['path', 'file', 'id', 'title'] as const).every((name) => before[name] === after[name]);

/** Whether the versions of a story in other languages name it alike. */
const isToldAlike = (before: ArticleRow | null, after: ArticleRow | null): boolean =>
  before?.translation === after?.translation &&
  before?.path === after?.path &&
  before?.edition === after?.edition &&
  languageOf(before) === languageOf(after);

const languageOf = (row: ArticleRow | null): string | null =>
  row === null || row.translation === null ? null : (JSON.parse(row.record) as ArticleRecord).language;

/** What links may call an article. */
const linkNames = (row: ArticleRow): Set<string> =>
  new Set([row.slug, ...otherNames(row), linkName(row.title)].filter((name) => name !== ''));

/** Lists show both versions at the same places in the same words. */
function showsAlike(before: ArticleRow, after: ArticleRow): boolean {
  return (
    saysAlike(before.teaser, after.teaser) &&
    before.edition === after.edition &&
    before.expiresMs === after.expiresMs &&
    JSON.stringify(before.labels) === JSON.stringify(after.labels) &&
    JSON.stringify(before.series) === JSON.stringify(after.series)
  );
}

/** Whether two records or teasers, as JSON, are the same but for what readers do not see: excerpts, old addresses. */
const saysAlike = (before: string | undefined, after: string | undefined): boolean =>
  before === after || (before !== undefined && after !== undefined && asSeen(before) === asSeen(after));

const asSeen = (json: string): string =>
  JSON.stringify({ ...(JSON.parse(json) as object), excerpt: null, oldPaths: null });
