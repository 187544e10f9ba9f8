import { APOSTROPHES, HALF_SPACE, HYPHENS } from './joining-marks.ts';

/** Where a part of a word begins and ends, in UTF-16 units of the word. */
export type Part = readonly [from: number, to: number];

const SEPARATOR = new RegExp(`\\.|${HALF_SPACE}|[${APOSTROPHES}${HYPHENS}]+`, 'gv');
const GENITIVE_ALONE = new RegExp(`^[${APOSTROPHES}]+s$`, 'iv');
const IS_HYPHEN = new RegExp(`[${HYPHENS}]`, 'v');

/** UTF-16 units beside an apostrophe that are looked at. */
const NEAR = 8;

/** A letter or digit, with its marks, at the end and at the beginning of what is beside an apostrophe. */
const LAST = /(?<last>[\p{L}\p{N}])\p{M}*$/u;
const FIRST = /^(?<first>[\p{L}\p{N}])\p{M}*(?<next>[\p{L}\p{N}]?)/u;

/**
 * Divides a written word into those that the index counts. Hyphens part words, and so do apostrophes that stand for
 * a left-out vowel (d’Ivoire) or ahead of an ending (İstanbul’da); an apostrophe that is a letter of its language,
 * or belongs to an English word, does not. The half space of Persian parts what readers write together, apart or with
 * it. A word of signs is one.
 */
export function divideWord(word: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  if (/^[.．]|[+#＋＃♯]$/.test(word)) return [[0, word.length]];
  for (const { 0: mark, index } of word.matchAll(SEPARATOR)) {
    const after = index + mark.length;
    const before = word.slice(Math.max(from, index - NEAR), index);
    if (!isDivision(mark, before, word.slice(after, after + NEAR))) continue;
    if (index > from) parts.push([from, index]);
    from = after;
  }
  if (from < word.length && !GENITIVE_ALONE.test(word.slice(from))) parts.push([from, word.length]);
  return parts.map(([start, end]) => [skipGap(word, start), end] as const);
}

/** Initials may be written with gaps between them. */
const skipGap = (word: string, from: number): number =>
  from + (/^\s+/.exec(word.slice(from))?.[0].length ?? 0);

function isDivision(mark: string, before: string, after: string): boolean {
  if (mark === '.' || IS_HYPHEN.test(mark)) return true;
  const last = LAST.exec(before)?.groups?.['last'] ?? '';
  if (mark === HALF_SPACE) return /\p{sc=Arabic}/u.test(last);
  const { first = '', next = '' } = FIRST.exec(after)?.groups ?? {};
  // The genitive, and don’t, isn’t, won’t.
  if (/^s$/i.test(first) && next === '') return false;
  if (/^n$/i.test(last) && /^t$/i.test(first) && next === '') return false;
  // A letter of Breton; thousands of the Swiss; geresh.
  if (/^c$/i.test(last) && /^h$/i.test(first)) return false;
  if (/\p{N}/u.test(last) && /\p{N}/u.test(first)) return false;
  if (/\p{sc=Hebrew}/u.test(last)) return false;
  // Ukrainian and Belarusian have it in the middle of a word; Жанна д’Арк and О’Брайен are names from abroad.
  if (/\p{sc=Cyrillic}/u.test(last)) return /\p{Lu}/u.test(first) && /\p{Ll}/u.test(next);
  return true;
}
