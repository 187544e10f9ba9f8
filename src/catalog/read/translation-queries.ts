import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import { primaryLanguage } from '../../domain/language.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';
import { VISIBLE } from '../store/visible.ts';

/** A story in one of the languages in which it is told. */
export interface StoryVersion {
  /** Canonical path on the site. */
  readonly path: string;
  readonly title: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** The edition whose lists have it. */
  readonly edition: string;
}

/** The query for the languages of a story. */
export interface TranslationQueries {
  /**
   * The versions of a story that readers may see at `now`, in milliseconds since 1970, the one in the site's own language first, then
   * by path; one for each language. `translation` is what they have in common.
   */
  versionsOf(translation: string, now: number): readonly StoryVersion[];
}

/** Prepares the query: a look-up by index. */
export function translationQueries(
  database: DatabaseSync,
  site: () => Pick<Site, 'language'>,
): TranslationQueries {
  const versions = database.prepare(
    `SELECT path, title, edition, record ->> '$.language' AS language FROM article
     WHERE translation = :translation AND ${VISIBLE}`,
  );
  return {
    versionsOf(translation, now) {
      const own = site().language;
      const found = new Map<string, StoryVersion>();
      for (const row of byPath(versions.all({ translation, now }))) {
        const language = optionalText(row, 'language') ?? own;
        const version = { path: requiredText(row, 'path'), title: requiredText(row, 'title'), language };
        if (!found.has(language)) found.set(language, { ...version, edition: requiredText(row, 'edition') });
      }
      const rank = ({ edition, language }: StoryVersion): number => {
        if (edition !== OWN_EDITION) return 1;
        return primaryLanguage(language) === primaryLanguage(own) ? 0 : 2;
      };
      return [...found.values()].sort((one, other) => rank(one) - rank(other));
    },
  };
}

const byPath = (rows: readonly Record<string, unknown>[]) =>
  rows.toSorted((one, other) => (requiredText(one, 'path') < requiredText(other, 'path') ? -1 : 1));
