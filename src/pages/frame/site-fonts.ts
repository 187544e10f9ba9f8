import { isLanguageTag, likelyLocale } from '../../domain/language.ts';

/** Which fonts a page leads with. */
export interface SiteFonts {
  /**
   * The letters of the page's language beyond Latin-1, as public/css/tokens.css knows them; `other` where the fonts of
   * the site's voice have none of them. Null for a language that is written with Latin-1.
   */
  readonly letters: 'latin-ext' | 'cyrillic' | 'greek' | 'other' | null;
  /** Files that the first lines of every page need, in the packages of fonts. */
  readonly preloads: readonly string[];
}

const LATIN = 'source-serif-4-latin-opsz-normal.woff2';
const PLAIN = 'source-serif-4-latin-wght-normal.woff2';
const PRELOADS: Readonly<Record<NonNullable<SiteFonts['letters']>, readonly string[]>> = {
  'latin-ext': [PLAIN, 'source-serif-4-latin-ext-wght-normal.woff2'],
  cyrillic: [PLAIN, 'source-serif-4-cyrillic-opsz-normal.woff2'],
  greek: [PLAIN, 'source-serif-4-greek-opsz-normal.woff2'],
  other: [PLAIN],
};
const ARMENIAN = [400, 700].map((weight) => `noto-serif-armenian-armenian-${weight}-normal.woff2`);

/** Languages in Latin script of whose sentences most need a letter beyond U+00FF, by their main tags. */
const EXTENDED: ReadonlySet<string> = new Set(
  (
    'az bs crh cs csb cy dsb ee eo ff gag gn ha haw hr hsb hu ig kaa kmr ku lg ln lt ltg lv mi mt pl rap ro se sk sl sm ' +
    'smj smn sr szl tk to tr tt ty vi yo'
  ).split(' '),
);

/** Chooses the fonts of a page in a language, a BCP 47 tag. */
export function siteFonts(language: string): SiteFonts {
  const letters = lettersOf(language);
  if (letters === null) return { letters, preloads: [LATIN] };
  const isArmenian = letters === 'other' && likelyLocale(language).script === 'Armn';
  return { letters, preloads: [...PRELOADS[letters], ...(isArmenian ? ARMENIAN : [])] };
}

function lettersOf(language: string): SiteFonts['letters'] {
  if (!isLanguageTag(language)) return null;
  const { script, language: main } = likelyLocale(language);
  if (script === 'Cyrl') return 'cyrillic';
  if (script === 'Grek') return 'greek';
  if (script !== undefined && script !== 'Latn') return 'other';
  return EXTENDED.has(main) ? 'latin-ext' : null;
}
