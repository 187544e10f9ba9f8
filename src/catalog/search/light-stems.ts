// Stemmers of our own, for folded words of languages whose nouns take endings or articles by few and regular rules.

/** The article, with a conjunction or preposition that is written to it. */
const ARABIC_ARTICLE = /^(?:و?(?:[بكف]?ال|لل))(?=.{3})/u;
/** Feminine, plural, and the endings of adjectives of nations; ة and ى are folded into ه and ي. */
const ARABIC_ENDING = /(?<=.{3})(?:ات|ون|ين|يا|يه|ه|ي)$/u;

/** Arabic: the article and endings of nouns; broken plurals stay words of their own. */
export const stemArabic = (form: string): string =>
  untilSame(form.replace(ARABIC_ARTICLE, ''), (stem) => stem.replace(ARABIC_ENDING, ''));

/** The plural, alone or with what follows it, where it is written to the word without a half space. */
const PERSIAN_PLURAL = /(?<=.{3})(?:هاي?ي?|هاي[شتم]|هاي?شان)$/u;

/** Persian: the plural of nouns. */
export const stemPersian = (form: string): string => form.replace(PERSIAN_PLURAL, '');

/** An ending, and how many letters a word has to have without it. Vowel harmony is folded away. */
const TURKISH_ENDINGS: readonly (readonly [ending: RegExp, fewest: number])[] = [
  [/(?<=[cfhkpst])(?:t[ae]n?|t[ae]ki)$/, 2],
  [/(?<![cfhkpst])(?:d[ae]n?|d[ae]ki)$/, 2],
  [/(?<=[aeiou])n[iu]n$/, 6],
  [/(?<=[aeiou])[sy](?:[iu]|(?<=y)[ae])$/, 6],
  [/(?<=[^aeiou])[iu]n$/, 4],
  [/l[ae]r$/, 2],
  [/(?<=[^aeiou])[aeiu]$/, 3],
];

/** Words that end as a plural does and are none. */
const NO_PLURAL = /^(?:dolar|yular|kular)$/;

/**
 * Turkish: case, possession and plural of nouns, as long as enough of the word is left; kitabı meets kitap. Where a short
 * word may end so by itself, it is left whole.
 */
export const stemTurkish = (form: string): string => untilSame(form, withoutTurkishEnding);

function withoutTurkishEnding(form: string): string {
  if (NO_PLURAL.test(form)) return form;
  for (const [ending, fewest] of TURKISH_ENDINGS) {
    const stem = form.replace(ending, '');
    if (stem === form || stem.length < fewest || !/[aeiou]/.test(stem)) continue;
    return /[aeiu]/.test(form.charAt(stem.length))
      ? stem.replace(/[bdg]$/, (voiced) => UNVOICED[voiced] ?? voiced)
      : stem;
  }
  return form;
}

const UNVOICED: Readonly<Record<string, string>> = { b: 'p', d: 't', g: 'k' };

function untilSame(form: string, shorten: (stem: string) => string): string {
  let stem = form;
  for (let before = ''; before !== stem; ) {
    before = stem;
    stem = shorten(stem);
  }
  return stem;
}
