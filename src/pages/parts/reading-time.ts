/** Readers take in about this many words a minute (Brysbaert 2019: 238 for English non-fiction). */
const WORDS_PER_MINUTE = 238;

/**
 * The same for languages whose words have no spaces between and are counted by dictionary: 255 characters of
 * Chinese and 357 of Japanese a minute (Trauzettel-Klosinski & Dietz 2012, IReST).
 */
const WITHOUT_SPACES: Readonly<Record<string, number>> = { zh: 158, ja: 193 };

/** Whole minutes that a text takes, at least 1; `language` is a BCP 47 tag. */
export function readingMinutes(wordCount: number, language: string): number {
  const [primary = ''] = language.toLowerCase().split('-');
  return Math.max(1, Math.ceil(wordCount / (WITHOUT_SPACES[primary] ?? WORDS_PER_MINUTE)));
}
