import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { primaryLanguage } from '../../domain/language.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';
import { VISIBLE } from '../store/visible.ts';

/** A story in one of the languages in which it is told. */
export interface StoryVersion {
  /** Canonical path on the site. */
  readonly path: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** The edition whose lists have it. */
  readonly edition: string;
}

/** The query for the languages of a story. */
export interface TranslationQueries {
  /**
   * The versions of a story that readers may see at `now`, in milliseconds since 1970, one for each language: in the order of the site's
   * languages, its own first, then those in no language of it, by path. `translation` is what they have in common.
   */
  versionsOf(translation: string, now: number): readonly StoryVersion[];
}

/** Prepares the query: a look-up by index. */
export function translationQueries(
  database: DatabaseSync,
  site: () => Pick<Site, 'language' | 'editions'>,
): TranslationQueries {
  const versions = database.prepare(
    `SELECT path, edition, record ->> '$.language' AS language FROM article
     WHERE translation = :translation AND ${VISIBLE}`,
  );
  return {
    versionsOf(translation, now) {
      const { language: own, editions = [] } = site();
      const found = new Map<string, StoryVersion>();
      for (const row of byPath(versions.all({ translation, now }))) {
        const language = optionalText(row, 'language') ?? own;
        const [path, edition] = [requiredText(row, 'path'), requiredText(row, 'edition')];
        if (!found.has(language)) found.set(language, { path, language, edition });
      }
      const tags = [own, ...editions.map((one) => one.language)].map(primaryLanguage);
      const place = ({ language }: StoryVersion): number => {
        const nth = tags.indexOf(primaryLanguage(language));
        return nth < 0 ? tags.length : nth;
      };
      return [...found.values()].sort((one, other) => place(one) - place(other));
    },
  };
}

const byPath = (rows: readonly Record<string, unknown>[]) =>
  rows.toSorted((one, other) => (requiredText(one, 'path') < requiredText(other, 'path') ? -1 : 1));
