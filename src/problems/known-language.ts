const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const NAMES = new Intl.DisplayNames('en', { type: 'language' });
const SCRIPTS = new Intl.DisplayNames('en', { type: 'script', fallback: 'none' });
const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Registered languages around Armenia that the CLDR has no name for: Western, Classical Armenian, … */
const ALSO_KNOWN: ReadonlySet<string> = new Set(['hyw', 'xcl', 'axm', 'rmi', 'aii', 'udi']);

/**
 * Returns the canonical form of a BCP 47 tag whose language, script and region exist, as far as the
 * Unicode CLDR knows them; null for any other text. Variants are not looked up.
 */
export function knownLanguage(tag: string): string | null {
  const known = judged.get(tag);
  if (known !== undefined) return known;
  const language = canonicalLanguage(tag);
  if (judged.size >= MAX_JUDGED) judged.clear();
  if (tag.length <= MAX_TAG) judged.set(tag, language);
  return language;
}

/** What a language is called in English, such as `Brazilian Portuguese`; the tag itself where CLDR has no name for it. */
export const languageName = (tag: string): string => NAMES.of(tag) ?? tag;

/** Tags that were looked up, which come again and again. */
const judged = new Map<string, string | null>();
const MAX_JUDGED = 1000;
const MAX_TAG = 40;

function canonicalLanguage(tag: string): string | null {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    if (canonical === undefined) return null;
    const { language, script, region } = new Intl.Locale(canonical);
    const isKnown =
      (ALSO_KNOWN.has(language) || LANGUAGES.of(language) !== undefined) &&
      (script === undefined || SCRIPTS.of(script) !== undefined) &&
      (region === undefined || REGIONS.of(region) !== undefined);
    return isKnown ? canonical : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
