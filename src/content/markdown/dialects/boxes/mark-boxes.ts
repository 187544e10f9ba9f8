import type { Edit } from '../../../../problems/edited-text.ts';
import { writeCalloutHead } from './callout-head.ts';
import type { TextStep } from '../text-step.ts';

/** `!!! note inline "Title"`, `??? tip`, `???+ tip "Title"` */
const OPENING =
  /^([ \t]*)(!!!|\?\?\?\+?)[ \t]+([\p{L}][\p{L}\p{M}\p{N}_-]{0,39})((?:[ \t]+[\w|-]{1,40}){0,4})(?:[ \t]+"([^"\n]{0,300})"|[ \t]+'([^'\n]{0,300})')?[ \t]*$/u;
const FENCE = /^[ \t]*(`{3,}|~{3,})/;
/** Columns by which the text of a box is indented. */
const INDENT = 4;
const MAX_DEPTH = 10;
const FOLDS: Readonly<Record<string, '' | '-' | '+'>> = { '!!!': '', '???': '-', '???+': '+' };

interface Box {
  /** Columns before its mark. */
  readonly indent: number;
}

/**
 * Admonitions of Python-Markdown and MkDocs, whose text is indented by four columns, become quotes that are boxes: those with
 * question marks can be folded.
 */
export const MARK_BOXES: TextStep = {
  name: 'mark-boxes',
  mayApply: (text) =>
    (text.includes('!!!') || text.includes('???')) && /^[ \t]*(?:!!!|\?\?\?)\+?[ \t]+\p{L}/mu.test(text),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    const lines = text.split('\n');
    const open: Box[] = [];
    let fence: string | null = null;
    let start = 0;
    for (const [number, line] of lines.entries()) {
      const at = start;
      start += line.length + 1;
      if (line.trim() === '') {
        const depth = Math.min(open.length, depthOf(nextLine(lines, number), open));
        if (depth > 0)
          edits.push({ start: at, end: at + line.length, replacement: quoted(open, depth).trimEnd() });
        continue;
      }
      open.length = fence === null ? depthOf(line, open) : open.length;
      const depth = open.length;
      const columns = depth === 0 ? 0 : (open[depth - 1]?.indent ?? 0) + INDENT;
      const margin = marginOf(line, columns);
      const opening = fence === null && (depth > 0 || !isInCode(at)) ? OPENING.exec(line) : null;
      const mark: string | undefined = FENCE.exec(line)?.[1];
      if (depth > 0 && mark !== undefined)
        fence = fence === null ? mark : mark.startsWith(fence) ? null : fence;
      if (opening !== null && depth < MAX_DEPTH && opens(opening, columns, nextLine(lines, number))) {
        const [, , sign = '', kind = '', , double, single] = opening;
        const head = writeCalloutHead({ kind, fold: FOLDS[sign] ?? '', title: double ?? single ?? '' });
        const indent = columnsOf(opening[1] ?? '');
        const before = depth === 0 ? ' '.repeat(indent) : quoted(open, depth);
        edits.push({ start: at, end: at + line.length, replacement: `${before}> ${head}` });
        open.push({ indent });
      } else if (depth > 0) {
        edits.push({ start: at, end: at + margin, replacement: quoted(open, depth) });
      }
    }
    return { edits };
  },
};

/** Whether a line opens a box where it stands: it has a title, or text below it that is indented. */
function opens(
  [, space = '', , , , double, single]: RegExpExecArray,
  columns: number,
  next: string,
): boolean {
  const indent = columnsOf(space);
  if (columns > 0 && indent - columns >= INDENT) return false;
  return (double ?? single) !== undefined || columnsOf(next) >= indent + INDENT;
}

const quoted = (open: readonly Box[], depth: number): string =>
  ' '.repeat(open[0]?.indent ?? 0) + '> '.repeat(depth);

/** In how many of the open boxes a line is. */
function depthOf(line: string, open: readonly Box[]): number {
  const columns = columnsOf(line);
  const outside = open.findIndex(({ indent }) => columns < indent + INDENT);
  return outside === -1 ? open.length : outside;
}

const nextLine = (lines: readonly string[], number: number): string => {
  for (let at = number + 1; at < lines.length && at <= number + 20; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() !== '') return line;
  }
  return '';
};

function columnsOf(line: string): number {
  let columns = 0;
  for (const sign of line) {
    if (sign === ' ') columns += 1;
    else if (sign === '\t') columns += INDENT - (columns % INDENT);
    else break;
  }
  return columns;
}

/** How many characters of a line its first columns are. */
function marginOf(line: string, columns: number): number {
  let at = 0;
  let seen = 0;
  while (seen < columns && (line[at] === ' ' || line[at] === '\t')) {
    seen += line[at] === '\t' ? INDENT - (seen % INDENT) : 1;
    at += 1;
  }
  return at;
}
