import { isMdxName } from '../../../../domain/markdown/markdown-name.ts';
import type { Edit } from '../../../../problems/edited-text.ts';
import type { TextStep } from '../text-step.ts';

/** An expression, but for `{#id}` and `{: .class}`, which are other systems' marks of headings. */
const EXPRESSION = /(?<![\\\w^_}$={])\{(?![#:{])((?:[^{}\n]|\{[^{}\n]{0,300}\}|\n(?![ \t]*\n)){0,1000})\}/g;
const TEXT = /^\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`)\s*$/;

/** Expressions of MDX: texts in braces are what they say, and the rest is code that is left out. */
export const EXPRESSIONS: TextStep = {
  name: 'expressions',
  mayApply: (text, file) => isMdxName(file) && text.includes('{'),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    const leftOut: { start: number; end: number }[] = [];
    for (const { 0: whole, 1: inner = '', index: start } of text.matchAll(EXPRESSION)) {
      if (isInCode(start)) continue;
      const end = start + whole.length;
      const [, double, single, tick] = TEXT.exec(inner) ?? [];
      const words = double ?? single ?? tick;
      if (words === undefined) leftOut.push({ start, end });
      edits.push({ start, end, replacement: words ?? '' });
    }
    return { edits, leftOut };
  },
};
