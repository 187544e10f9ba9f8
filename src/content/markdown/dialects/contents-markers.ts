import type { TextStep } from './text-step.ts';

/** A line that asks for a table of contents, in the words of many systems. */
const MARKER =
  /^[ \t]*(?:\[\[?_?toc_?\]\]?|\{\{\s*_?toc_?\s*\}\}|\{%-?\s*toc\s*-?%\}|@\[toc\](?:\([^)\n]*\))?|\$\{toc\}|\\tableofcontents|\{:\s*toc[^{}\n]{0,100}\}|<!--\s*(?:toc|tocstop|\/toc|start_toc|end_toc)\s*-->)[ \t]*(?:\n|$)/gim;
/** Kramdown's: an item of a list that stands for the whole, and the line that says so. */
const KRAMDOWN =
  /^[ \t]*(?:[-*+]|\d{1,3}\.)[ \t]+[^\n]{0,100}\n[ \t]*\{:\s*toc\b[^{}\n]{0,100}\}[ \t]*(?:\n|$)/gim;

const WORDS = ['toc', 'TOC', 'Toc', 'tableofcontents'];

/** What asks for a table of contents goes: the page makes its own where a story is long. */
export const CONTENTS_MARKERS: TextStep = {
  name: 'contents',
  // To look for words one by one is much faster than for any of them.
  mayApply: (text) => WORDS.some((word) => text.includes(word)) && /toc\b|toc_|tableofcontents/i.test(text),
  run({ text, isInCode }) {
    const found = [...text.matchAll(KRAMDOWN)];
    let next = 0;
    const others = [...text.matchAll(MARKER)].filter(({ index }) => {
      const endOf = (nth: number): number =>
        (found[nth]?.index ?? Number.POSITIVE_INFINITY) + (found[nth]?.[0].length ?? 0);
      while (endOf(next) <= index) next += 1;
      return (found[next]?.index ?? Number.POSITIVE_INFINITY) > index;
    });
    return {
      edits: [...found, ...others]
        .filter(({ index }) => !isInCode(index))
        .map(({ 0: line, index }) => ({ start: index, end: index + line.length, replacement: '' })),
    };
  },
};
