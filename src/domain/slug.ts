import { composedSmall } from './names.ts';

/**
 * Turns a name or title into the last segment of a URL: NFC, lower case, words joined by single
 * hyphens. Letters and digits of every script are kept, so `Սփյուռք` stays readable; apostrophes
 * vanish (`Al-Qaeda’s` → `al-qaedas`), and so do characters that nobody sees, joiners included
 * (`می‌خواهم` is one word). At most `maxLength` code points: half a character has no place in
 * a URL. Returns '' when nothing is left.
 */
export function toSlug(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  return joinWords(composedSmall(text), maxLength);
}

/**
 * The slug by the rule that held before invisible characters were dropped: they parted words, and `İ` left a dot
 * (U+0307) behind. URLs were published by it, and lead on; see docs/permalinks.md.
 */
export function toFormerSlug(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  return joinWords(text.toLowerCase(), maxLength);
}

/** What the two rules treat differently. */
const DIFFERENT = /İ|\u0307|\p{Default_Ignorable_Code_Point}/u;

/** The slug by the former rule where that is another than toSlug makes; null where it is the same, or nothing. */
export function formerSlugOf(text: string, maxLength = Number.POSITIVE_INFINITY): string | null {
  if (!DIFFERENT.test(text)) return null;
  const former = toFormerSlug(text, maxLength);
  return former === '' || former === toSlug(text, maxLength) ? null : former;
}

function joinWords(small: string, maxLength: number): string {
  const slug = small
    .replace(/['’ʼ]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .normalize('NFC');
  return slug.length <= maxLength ? slug : [...slug].slice(0, maxLength).join('').replace(/-+$/, '');
}
