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
