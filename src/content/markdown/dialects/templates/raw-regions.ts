import type { Edit } from '../../../../problems/edited-text.ts';
import type { TextStep } from '../text-step.ts';
import { wholeLine } from './lines-around.ts';

const BOUND = /\{%-?\s*(end)?(raw|verbatim)\s*-?%\}/g;
const CODE = /\{\{[^{}\n]{0,1000}\}\}|\{%[^\n%]{0,1000}%\}/g;

/**
 * `{% raw %}…{% endraw %}`, between which template code is what readers see: the tags go, in code as well where they are all
 * around it, and that code becomes code of ours.
 */
export const RAW_REGIONS: TextStep = {
  name: 'raw-regions',
  mayApply: (text) => text.includes('{%') && /\{%-?\s*(?:raw|verbatim)\s*-?%\}/.test(text),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    let open: { start: number; end: number } | null = null;
    for (const { 0: whole, 1: isEnd, index: start } of text.matchAll(BOUND)) {
      const tag = { start, end: start + whole.length };
      if (isEnd === undefined) {
        open ??= tag;
        continue;
      }
      if (open === null) continue;
      const inCode = isInCode(open.start);
      // Half in code is another matter.
      if (inCode === isInCode(start) && (!inCode || isAround(text, open, tag))) {
        edits.push(
          { ...tagRange(text, open, inCode), replacement: '' },
          { ...tagRange(text, tag, inCode), replacement: '' },
        );
        if (!inCode) edits.push(...shown(text, open.end, tag.start, isInCode));
      }
      open = null;
    }
    return { edits };
  },
};

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Whether the tags are the first and the last of a stretch of code. */
const isAround = (text: string, open: Range, close: Range): boolean =>
  /(?:`[ \t]*|(?:`{3}|~{3})[^\n]*\n[ \t]*)$/.test(text.slice(Math.max(0, open.start - 200), open.start)) &&
  /^[ \t]*\n?[ \t]*(?:`|~{3})/.test(text.slice(close.end, close.end + 200));

function tagRange(text: string, tag: Range, isCode: boolean): Range {
  const whole = wholeLine(text, tag);
  return isCode || whole.start !== tag.start || whole.end !== tag.end ? whole : tag;
}

function shown(text: string, from: number, to: number, isInCode: (at: number) => boolean): Edit[] {
  const edits: Edit[] = [];
  for (const { 0: code, index } of text.slice(from, to).matchAll(CODE)) {
    const start = from + index;
    // Within a tag or an address it stays what it is.
    if (isInCode(start) || /[("'=/]$/.test(text.slice(Math.max(0, start - 1), start))) continue;
    edits.push(
      { start, end: start, replacement: '`' },
      { start: start + code.length, end: start + code.length, replacement: '`' },
    );
  }
  return edits;
}
