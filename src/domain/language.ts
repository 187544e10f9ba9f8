/** Writing direction of a language by its likely script (CLDR); 'ltr' for an unknown tag. */
export function textDirection(language: string): 'ltr' | 'rtl' {
  if (!isLanguageTag(language)) return 'ltr';
  return RIGHT_TO_LEFT_SCRIPTS.has(likelyLocale(language).script ?? 'Latn') ? 'rtl' : 'ltr';
}

/** A tag with its likeliest script and region (CLDR). @throws RangeError for what is no tag. */
export function likelyLocale(tag: string): Intl.Locale {
  const known = likely.get(tag);
  if (known !== undefined) return known;
  const locale = new Intl.Locale(tag).maximize();
  if (likely.size < MAX_TAGS) likely.set(tag, locale);
  return locale;
}

/** The language of a tag without script and region: `pt` of `pt-BR`. The tag is in canonical form. */
export const primaryLanguage = (tag: string): string => (tag.split('-', 1)[0] ?? '').toLowerCase();

/** Two letters, or these with a script or a region: `de`, `pt-br`, `zh_Hans`, `es-419`. */
const NAMED = /^[a-z]{2}(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?$/i;

/**
 * The tag that a name of a file or folder, or a part of an address, stands for, in canonical form: a code of two letters,
 * in any case, with a script or region or without, that CLDR has data for. Null for every other name: `us` and `tv` are
 * no languages, and `to-do` is none of Tonga’s.
 */
export function languageNamed(name: string): string | null {
  if (name.length > 11 || !NAMED.test(name)) return null;
  const small = name.toLowerCase();
  const known = named.get(small);
  if (known !== undefined) return known;
  const tag = findLanguage(small.replaceAll('_', '-'));
  if (named.size < MAX_TAGS) named.set(small, tag);
  return tag;
}

const named = new Map<string, string | null>();

function findLanguage(name: string): string | null {
  if (!isLanguageTag(name)) return null;
  const [tag = name] = Intl.getCanonicalLocales(name);
  const [known] = Intl.DateTimeFormat.supportedLocalesOf(tag, { localeMatcher: 'lookup' });
  if (known === undefined) return null;
  // A region that CLDR does not know is left out by the look-up.
  return !tag.includes('-') || new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag ? tag : null;
}

/**
 * Whether a text may be of a language, by the letters of its likely script (CLDR), or of the other where it is written in Latin
 * and Cyrillic letters, as Serbian is: at least a fifth of the letters are of that. True for a text without letters, and for
 * a script that Unicode has no name for.
 */
export function isInScriptOf(text: string, language: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return true;
  return scriptsOf(language).some((script) => {
    const pattern = lettersOf(script);
    return pattern === null || (text.match(pattern)?.length ?? 0) * 5 >= letters;
  });
}

const OTHER_SCRIPT: Readonly<Record<string, string>> = { Cyrl: 'Latn', Latn: 'Cyrl' };

/** The scripts in which a language is written: that of its tag, else the likely one, and the other that CLDR knows it in. */
function scriptsOf(language: string): readonly string[] {
  const known = scripts.get(language);
  if (known !== undefined) return known;
  const locale = new Intl.Locale(language);
  const likeliest = likelyLocale(language).script ?? 'Latn';
  const other = locale.script === undefined ? OTHER_SCRIPT[likeliest] : undefined;
  const tag = other === undefined ? '' : `${locale.language}-${other}`;
  const isKnown = other !== undefined && new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag;
  const found = isKnown ? [likeliest, other] : [likeliest];
  if (scripts.size < MAX_TAGS) scripts.set(language, found);
  return found;
}

const scripts = new Map<string, readonly string[]>();

/** CLDR’s scripts that are several of Unicode’s, or go by another name there. */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  Aran: ['Arab'],
  Hans: ['Hani'],
  Hant: ['Hani'],
  Jpan: ['Hira', 'Kana', 'Hani'],
  Kore: ['Hang', 'Hani'],
};

function lettersOf(script: string): RegExp | null {
  const names = SCRIPTS[script] ?? [script];
  try {
    return new RegExp(`[${names.map((name) => `\\p{Script=${name}}`).join('')}]`, 'gu');
  } catch {
    return null;
  }
}

/** The day on which a week begins where a locale is spoken (CLDR): 1 is Monday, 7 Sunday. */
export function firstWeekday(locale: string): number {
  // TypeScript's library does not know it yet (ECMA-402, Intl.Locale Info).
  const likeliest = likelyLocale(locale) as Intl.Locale & { getWeekInfo(): { firstDay: number } };
  return likeliest.getWeekInfo().firstDay;
}

/** Asked several times for each page; looking a tag up takes longer than many a query. */
const likely = new Map<string, Intl.Locale>();
const MAX_TAGS = 1_000;

/** True for a well-formed BCP 47 tag. */
export function isLanguageTag(text: string): boolean {
  if (likely.has(text)) return true;
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

const RIGHT_TO_LEFT_SCRIPTS: ReadonlySet<string> = new Set([
  'Adlm',
  'Arab',
  'Aran',
  'Hebr',
  'Mand',
  'Mend',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
]);
