import type { CodeSpan } from '../../../domain/markdown/find-code.ts';

/** Formulas between two or four dollar signs in which TeX is surely written. */
const FORMULA =
  /(?<![\p{L}\p{N}$\\])(?:\$\$(?!\$)[^$]{1,2000}\$\$|\$(?=[^\s$])[^$\n]{1,500}(?<=\S)\$)(?![\p{L}\p{N}$])/gu;

/** Finds formulas with commands of TeX, whose braces are no code of templates and no attribute lists: in order, none within another. */
export function findFormulas(text: string): readonly CodeSpan[] {
  if (!text.includes('$') || !text.includes('\\')) return NONE;
  return [...text.matchAll(FORMULA)]
    .filter(([written]) => /\\[a-zA-Z]/.test(written))
    .map(({ 0: written, index }) => ({ start: index, end: index + written.length }));
}

const NONE: readonly CodeSpan[] = [];
