import { composedSmall, isAscii } from './names.ts';

/**
 * Turns a name or title into the last segment of a URL: NFC, lower case, words joined by single
 * hyphens. Letters and digits of every script are kept, so `Սփյուռք` stays readable, and so are marks that a script
 * cannot do without (Thai, Devanagari). What readers leave out when they type it vanishes: apostrophes
 * (`Al-Qaeda’s` → `al-qaedas`), characters that nobody sees, joiners included (`می‌خواهم` is one word), the vowel points
 * of Arabic and Hebrew, tatweel. Forms of other widths become the everyday ones (`Ａ１` → `a1`). No language is asked, as
 * an address is made in many places that know none: `I` is `i`, and `ß` and `ı` stay. At most `maxLength` code points:
 * half a character has no place in a URL. Returns '' when nothing is left.
 */
export function toSlug(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  const plain = isAscii(text)
    ? text
    : asTyped(text.replace(OTHER_WIDTHS, (found) => found.normalize('NFKC')));
  return joinWords(composedSmall(plain), maxLength);
}

/**
 * The slug by the rule that held before invisible characters were dropped: they parted words, and `İ` left a dot
 * (U+0307) behind. URLs were published by it, and lead on; see docs/permalinks.md.
 */
const toFirstSlug = (text: string, maxLength: number): string => joinWords(text.toLowerCase(), maxLength);

/** The slug by the rule that held before vowel points, tatweel, further apostrophes and widths were plain. */
const toSecondSlug = (text: string, maxLength: number): string => joinWords(composedSmall(text), maxLength);

/** The slugs by the rules before, where those are others than toSlug makes; the newest rule first. Mostly none. */
export function formerSlugsOf(text: string, maxLength = Number.POSITIVE_INFINITY): readonly string[] {
  if (isAscii(text)) return NONE;
  const former: string[] = [];
  if (!isSameAsTyped(text)) former.push(toSecondSlug(text, maxLength));
  if (DOTTED_OR_UNSEEN.test(text)) former.push(toFirstSlug(text, maxLength));
  if (former.length === 0) return NONE;
  const slug = toSlug(text, maxLength);
  return [...new Set(former)].filter((one) => one !== '' && one !== slug);
}

const NONE: readonly string[] = [];

/** What the first rule treated differently. */
const DOTTED_OR_UNSEEN = /İ|\u0307|\p{Default_Ignorable_Code_Point}/u;

/** Letters, digits and marks of full and half width (Unicode: Halfwidth and Fullwidth Forms). */
const OTHER_WIDTHS = /[\uff01-\uffee]+/g;

/**
 * Vowel points, signs of recitation and tatweel of Arabic; points and accents of Hebrew. The hamza of أ and the madda of آ
 * belong to their letters, and stay.
 */
const POINTS =
  /[\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]+/g;

/** Apostrophes of other keyboards and alphabets within a word, and stress and question marks of Armenian. */
const WITHIN = /(?<=[\p{L}\p{N}]\p{M}*)[´‘‛′＇՚՛՜՞](?=\p{L})/gu;
/** Armenian marks stand behind the vowel that they raise, which may be the last letter. */
const AT_END = /(?<=\p{sc=Armenian})[՛՜՞]/gu;
/** Apostrophes that Unicode has among the letters: of Hawaiian and Uzbek, of Arabic in Latin letters, saltillo. */
const AS_LETTERS = /[ʹʻʽʾʿˈꞋꞌ]+/g;
/** Geresh and gershayim: `צה״ל` is typed with them, with a quotation mark, or without. */
const OF_HEBREW = /(?<=\p{sc=Hebrew}\p{M}*)[׳״]|(?<=\p{sc=Hebrew}\p{M}*)"(?=\p{sc=Hebrew})/gu;

const asTyped = (text: string): string =>
  text
    .replace(POINTS, '')
    .replace(OF_HEBREW, '')
    .replace(WITHIN, '')
    .replace(AT_END, '')
    .replace(AS_LETTERS, '');

const isSameAsTyped = (text: string): boolean => text.search(OTHER_WIDTHS) < 0 && asTyped(text) === text;

function joinWords(small: string, maxLength: number): string {
  const slug = small
    .replace(/['’ʼ]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .normalize('NFC');
  return slug.length <= maxLength ? slug : [...slug].slice(0, maxLength).join('').replace(/-+$/, '');
}
