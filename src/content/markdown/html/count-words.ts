import type { HtmlNode } from './html-node.ts';
import { segmenterOf } from './segmenters.ts';

/** Tags that do not end a line of text. */
export const INLINE_TAGS: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var wbr'.split(
    ' ',
  ),
);

/** Plain text of a body, with a line end after each block. */
export function plainText(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      const inner = plainText(node.children);
      return INLINE_TAGS.has(node.tag) ? inner : `${inner}\n`;
    })
    .join('');
}

/**
 * Text that the pattern below does not know. It knows Latin, Greek, Cyrillic, Armenian, Arabic and
 * Georgian, and the punctuation and currencies that go with them; but no low line with something
 * attached, which ICU takes for a word at times.
 */
const UNKNOWN = (() => {
  const known = [
    '\\t\\n -~\\u00a0-\\u02c1\\u0300-\\u052f\\u0531-\\u058f\\u0606-\\u066a\\u066c-\\u06dc\\u06de-\\u06ff',
    '\\u10a0-\\u10ff\\u1e00-\\u1fff\\u2010-\\u2027\\u202f-\\u205e\\u20a0-\\u20c0\\u2100-\\u214f',
  ];
  return new RegExp(`[^${known.join('')}]|[_\\u202f\\u203f\\u2040\\u2054]${classOf(/[\p{M}\p{Cf}]/u)}`);
})();

/** The characters up to U+214F that match, as a class of ranges, which is faster than properties. */
function classOf(pattern: RegExp): string {
  const ranges: string[] = [];
  const written = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;
  let start: number | null = null;
  for (let code = 0; code <= 0x2150; code += 1) {
    const isIn = code < 0x2150 && pattern.test(String.fromCharCode(code));
    if (isIn) start ??= code;
    else if (start !== null) {
      ranges.push(`${written(start)}-${written(code - 1)}`);
      start = null;
    }
  }
  return `[${ranges.join('')}]`;
}

/** Languages in which ICU divides words in a way of its own, in spite of spaces. */
const OWN_RULES = /^(?:fi|sv)(?:-|$)/i;

/**
 * A word as UAX #29 divides them, in the scripts known: letters with at most one mark of the middle
 * between them (`o’clock`), digits likewise (`1,000.5`), and low lines between both. Two low lines are a
 * word as well, as in ICU.
 */
const WORD = (() => {
  const attached = `${classOf(/[\p{M}\p{Cf}]/u)}*`;
  const letter = `${classOf(/[[\p{Alphabetic}\u00b8\u055a-\u055c\u055e\u058a]--\p{M}]/v)}${attached}`;
  const digit = `${classOf(/\p{Nd}/u)}${attached}`;
  const low = '[_\\u202f\\u203f\\u2040\\u2054]';
  const inWord = `[:\\u00b7\\u0387\\u055f\\u2027.'\\u2018\\u2019\\u2024]${attached}`;
  const inNumber = `[,;\\u037e\\u0589\\u060c\\u060d\\u066c\\u2044.'\\u2018\\u2019\\u2024]${attached}`;
  const letters = `${letter}(?:(?:${inWord})?${letter})*`;
  const digits = `${digit}(?:(?:${inNumber})?${digit})*`;
  return new RegExp(`${low}*(?:${letters}|${digits})(?:${letters}|${digits}|${low})*|${low}{2,}`, 'g');
})();

/** Counts words as Unicode UAX #29 divides them, in languages without spaces as well. */
export function countWords(text: string, language: string): number {
  if (UNKNOWN.test(text) || OWN_RULES.test(language)) return countSegments(text, language);
  let count = 0;
  WORD.lastIndex = 0;
  while (WORD.test(text)) count += 1;
  return count;
}

/** Counts words in any script, by ICU and its dictionaries. */
export function countSegments(text: string, language: string): number {
  let count = 0;
  for (const segment of segmenterOf(language, 'word').segment(text)) {
    if (segment.isWordLike) count += 1;
  }
  return count;
}
