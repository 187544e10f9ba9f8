import { type HtmlNode, textOf } from './html-node.ts';
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
      if (node.tag === 'math') return node.children.map(textOf).join('');
      const inner = plainText(node.children);
      return INLINE_TAGS.has(node.tag) ? inner : `${inner}\n`;
    })
    .join('');
}

/** A character of the scripts without spaces between words, which only ICU's dictionaries divide. */
export const SPACELESS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/**
 * A word of any other script: letters (with the marks that Armenian sets among them) and digits, and one mark of the
 * middle between letters (`o’clock`) or digits (`1,000.5`), as in UAX #29.
 */
const WORD =
  /[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}\p{Cf}_\u055a-\u055c\u055e]|(?<=[\p{L}\p{M}])[.'‘’:·](?=\p{L})|(?<=\p{N})[.'‘’,;\u037e\u0589\u060c\u060d\u066c\u2044](?=\p{N}))*/gu;

/** Counts words as Unicode UAX #29 divides them, in languages without spaces as well. */
export function countWords(text: string, language: string): number {
  if (SPACELESS.test(text)) return countSegments(text, language);
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
