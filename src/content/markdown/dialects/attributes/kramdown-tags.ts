import type { TextStep } from '../text-step.ts';

/** `{::options …/}`, `{::nomarkdown}`, `{:/nomarkdown}`, `{:/}`; comments are notes of editors. */
const TAG = /\{::(?!comment\b)[a-z]{1,30}(?:[ \t][^{}\n]{0,300})?\/?\}|\{:\/[a-z]{0,30}\}/g;
const OWN_LINE = /^[ \t>]*$/;

/** Kramdown’s tags for its own program go; what stands between them stays. */
export const KRAMDOWN_TAGS: TextStep = {
  name: 'kramdown-tags',
  mayApply: (text) => text.includes('{:') && /\{:[:/]/.test(text),
  run({ text, isInCode }) {
    const found = [...text.matchAll(TAG)].filter(({ index }) => !isInCode(index));
    return {
      edits: found.map(({ 0: tag, index }) => {
        const from = Math.max(0, index - 200);
        const lineStart = from + text.slice(from, index).lastIndexOf('\n') + 1;
        const end = index + tag.length;
        const isLine =
          (lineStart > from || from === 0) &&
          OWN_LINE.test(text.slice(lineStart, index)) &&
          /^[ \t]*(?:\n|$)/.test(text.slice(end, end + 100));
        return { start: isLine ? lineStart : index, end, replacement: '' };
      }),
    };
  },
};
