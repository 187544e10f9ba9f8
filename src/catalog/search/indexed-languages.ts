import type { DatabaseSync } from 'node:sqlite';
import { editionFor, type SiteLanguages } from '../../domain/edition.ts';
import { requiredText } from '../sqlite/columns.ts';
import { labelToken } from './label-token.ts';

/** Prepares listing the languages, as BCP 47 tags in the order of letters, that a story was ever indexed in: a handful. */
export function indexedLanguages(database: DatabaseSync): () => readonly string[] {
  const all = database.prepare('SELECT language FROM search_language');
  return () =>
    all
      .all()
      .map((row) => requiredText(row, 'language'))
      .sort();
}

/** Of the languages of stories, those of an edition; null where that is all of them. */
export function languagesOfEdition(
  known: readonly string[],
  edition: string,
  site: SiteLanguages,
): readonly string[] | null {
  if ((site.editions ?? []).length === 0) return null;
  const own = known.filter((tag) => editionFor(tag, site) === edition);
  return own.length === known.length ? null : own;
}

/** What is asked of FTS5 for stories in one of some languages, at least one. */
export const inLanguages = (tags: readonly string[]): string =>
  `labels : (${tags.map((tag) => `"${labelToken('language', tag)}"`).join(' OR ')})`;
