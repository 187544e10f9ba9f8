import { isLanguageTag, likelyLocale } from '../../domain/language.ts';

/** The letters that a site may lead with, beyond Latin-1. */
type Letters = 'latin-ext' | 'cyrillic' | 'greek' | 'arabic' | 'hebrew' | 'georgian' | 'han' | 'other';

/** Which fonts a page leads with. */
export interface SiteFonts {
  /**
   * The letters of the page's language beyond Latin-1, as public/css/tokens.css and the sheets of public/css/fonts know them;
   * `han` for what is set in the fonts of readers' systems, with signs as wide as a character; `other` for all others, of which
   * the fonts of the site's voice have none. Null for a language that is written with Latin-1.
   */
  readonly letters: Letters | null;
  /** Files that the first lines of every page need, in the packages of fonts. */
  readonly preloads: readonly string[];
}

const LATIN = 'source-serif-4-latin-opsz-normal.woff2';
const PLAIN = 'source-serif-4-latin-wght-normal.woff2';
/** Text and headlines. */
const cutsOf = (name: string): readonly string[] =>
  [400, 700].map((weight) => `${name}-${weight}-normal.woff2`);
const PRELOADS: Readonly<Record<Letters, readonly string[]>> = {
  'latin-ext': [PLAIN, 'source-serif-4-latin-ext-wght-normal.woff2'],
  cyrillic: [PLAIN, 'source-serif-4-cyrillic-opsz-normal.woff2'],
  greek: [PLAIN, 'source-serif-4-greek-opsz-normal.woff2'],
  arabic: [PLAIN, 'markazi-text-arabic-wght-normal.woff2'],
  hebrew: [PLAIN, ...cutsOf('frank-ruhl-libre-hebrew')],
  georgian: [PLAIN, ...cutsOf('noto-serif-georgian-georgian')],
  han: [PLAIN],
  other: [PLAIN],
};
const ARMENIAN = cutsOf('noto-serif-armenian-armenian');

/** Languages in Latin script of whose sentences most need a letter beyond U+00FF, by their main tags. */
const EXTENDED: ReadonlySet<string> = new Set(
  (
    'az bs crh cs csb cy dsb ee eo ff gag gn ha haw hr hsb hu ig kaa kmr ku lg ln lt ltg lv mi mt pl rap ro se sk sl sm ' +
    'smj smn sr szl tk to tr tt ty vi yo'
  ).split(' '),
);

/** Languages whose letters the Arabic of the site’s fonts has all of; Urdu is set in Nastaliq. */
const ARABIC: ReadonlySet<string> = new Set(['ar', 'fa']);

/** By CLDR’s codes of scripts. */
const BY_SCRIPT: Readonly<Record<string, Letters>> = {
  Cyrl: 'cyrillic',
  Grek: 'greek',
  Hebr: 'hebrew',
  Geor: 'georgian',
  Hans: 'han',
  Hant: 'han',
  Jpan: 'han',
};

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
  if (script === 'Arab' && ARABIC.has(main)) return 'arabic';
  if (script !== undefined && script !== 'Latn') return BY_SCRIPT[script] ?? 'other';
  return EXTENDED.has(main) ? 'latin-ext' : null;
}
