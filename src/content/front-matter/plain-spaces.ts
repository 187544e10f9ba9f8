import type { Position } from '../../problems/line-index.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';

/** Spaces that look like a space and are none to YAML and TOML: no-break, narrow no-break, figure, ideographic. */
const ODD = /[\u00a0\u202f\u2007\u3000]/;
const EVERY_ODD = new RegExp(ODD, 'g');

/** A line's key with what stands around it, up to its value. */
const KEY =
  /^([ \t\u00a0\u202f\u2007\u3000]*(?:-[ \u00a0]+)?)(["']?\p{L}[\p{L}\p{N}_.\u00a0-]{0,40}["']?)([ \u00a0\u202f\u2007\u3000]*[:=][ \u00a0\u202f\u2007\u3000]*)/u;

/**
 * Reads odd spaces around keys as spaces, each told at its place: word processors and keyboards write them, and nobody sees
 * them. One in a value stays, and one before a key that stands at the margin goes; everything else keeps its place.
 */
export function plainSpaces(block: string, log: ProblemLog, place: (offset: number) => Position): string {
  if (!ODD.test(block)) return block;
  let offset = 0;
  let isNested = false;
  // Of a text in lines of its own, which has colons of its own: how far its key is indented.
  let textIndent: number | null = null;
  return block
    .split('\n')
    .map((line) => {
      const start = offset;
      offset += line.length + 1;
      const isText = textIndent !== null && (line.trim() === '' || indentOf(line) > textIndent);
      if (isText) return line;
      textIndent = BLOCK_TEXT.test(line) ? indentOf(line) : null;
      const [whole = '', indent = '', key = '', sign = ''] = KEY.exec(line) ?? [];
      const wasNested = isNested;
      isNested = /:\s*$/.test(line) || (wasNested && /^\s/.test(line));
      const at = whole.search(ODD);
      if (at < 0) return line;
      const isMargin = !wasNested && ODD.test(indent);
      const plain = (text: string): string => text.replace(EVERY_ODD, ' ');
      const isWhole = !isMargin || at === 0;
      const repaired = plain(isMargin ? key + sign : whole.slice(at));
      const fix = isWhole ? { fix: { old: whole.slice(at), repaired } } : {};
      log.warn({ ...ODD_SPACE, ...fix }, place(start + at));
      // What is dropped before a key is put behind its sign, so that the value keeps its column.
      const dropped = isMargin ? indent : '';
      const signed = plain(sign).replace(/[:=]/, `$&${plain(dropped)}`);
      return (isMargin ? '' : plain(indent)) + plain(key) + signed + line.slice(whole.length);
    })
    .join('\n');
}

const BLOCK_TEXT = /:\s*[|>][+-]?\d?[+-]?\s*$/;
const indentOf = (line: string): number => line.search(/\S|$/);

const ODD_SPACE = {
  code: 'space-odd',
  message: 'A no-break space stands here in or beside a key; it was read as a space.',
  hint: 'Type it again with the space bar.',
};
