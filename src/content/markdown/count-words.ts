import type { HtmlNode } from './html-node.ts';

const INLINE_TAGS: ReadonlySet<string> = new Set(
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

/** Counts words as Unicode UAX #29 divides them, in languages without spaces as well. */
export function countWords(text: string, language: string): number {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  let count = 0;
  for (const segment of segmenter.segment(text)) {
    if (segment.isWordLike) count += 1;
  }
  return count;
}
