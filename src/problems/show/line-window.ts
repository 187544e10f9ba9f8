import { type Cell, splitCells } from './display-cells.ts';

/** The part of a line that is shown, and what to mark under it; both in columns of the terminal. */
export interface LineWindow {
  readonly shown: string;
  readonly markStart: number;
  readonly markWidth: number;
}

const CUT = '…';

/** How much of a long line is measured; even joined emoji have fewer UTF-16 code units per column. */
const UNITS_PER_COLUMN = 8;

const RTL_SCRIPTS = ['Adlam', 'Arabic', 'Hebrew', 'Mandaic', 'Nko', 'Samaritan', 'Syriac', 'Thaana'];
const RTL = new RegExp(`[${RTL_SCRIPTS.map((script) => `\\p{Script=${script}}`).join('')}]`, 'u');
const LETTER = /\p{L}/u;

/**
 * Cuts a line to at most `width` columns around the offset (UTF-16 code units, clamped to the line), and
 * says where to put the mark. The mark is one column wide. Inside right-to-left text it spans the whole
 * run: some terminals turn such a run around and others do not, but all draw it in the same columns.
 */
export function windowLine(line: string, offset: number, width: number): LineWindow {
  const place = Math.max(0, Math.min(offset, line.length));
  const start = Math.max(0, place - UNITS_PER_COLUMN * width);
  const end = Math.min(line.length, place + UNITS_PER_COLUMN * width);
  const cells = splitCells(line.slice(start, end));
  const at = indexOfPlace(cells, place - start);
  const [from, to] = chooseCells(cells, at, width, start > 0 || end < line.length);
  const before = start > 0 || from > 0 ? CUT : '';
  const after = end < line.length || to < cells.length ? CUT : '';
  const visible = cells.slice(from, to);
  const [markFrom, markTo] = spanOfMark(visible, at - from);
  const marked = visible.slice(markFrom, markTo);
  return {
    shown: before + visible.map(({ shown }) => shown).join('') + after,
    markStart: before.length + widthOf(visible.slice(0, markFrom)),
    markWidth: marked.length > 1 ? widthOf(marked) : 1,
  };
}

const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, { width }) => sum + width, 0);

/** Index of the cell that holds the offset; behind the last cell where the offset is the line's end. */
function indexOfPlace(cells: readonly Cell[], offset: number): number {
  const next = cells.findIndex((cell) => cell.offset > offset);
  if (next !== -1) return next - 1;
  const last = cells.at(-1);
  return last !== undefined && offset < last.offset + last.length ? cells.length - 1 : cells.length;
}

/** Chooses the cells to show, from–to: all of them where they fit, else those around the place. */
function chooseCells(
  cells: readonly Cell[],
  at: number,
  width: number,
  isPart: boolean,
): readonly [from: number, to: number] {
  const total = widthOf(cells);
  if (total <= width && !isPart) return [0, cells.length];
  const room = width - 2 * CUT.length;
  const column = widthOf(cells.slice(0, at));
  const first = Math.max(0, Math.min(column - Math.floor(room / 2), total - room));
  let from = 0;
  let to = 0;
  let position = 0;
  for (const cell of cells) {
    if (position < first) from += 1;
    position += cell.width;
    if (position <= first + room) to += 1;
  }
  return [Math.min(from, at), Math.max(to, Math.min(at + 1, cells.length))];
}

/** The cells to mark, from–to: the one at the place, or the right-to-left run around it. */
function spanOfMark(cells: readonly Cell[], at: number): readonly [from: number, to: number] {
  const isRtl = (index: number): boolean => RTL.test(cells[index]?.shown ?? '');
  const isInRun = (index: number): boolean =>
    index >= 0 && index < cells.length && (isRtl(index) || !LETTER.test(cells[index]?.shown ?? ''));
  let from = at;
  let to = at;
  while (isInRun(from - 1)) from -= 1;
  while (isInRun(to)) to += 1;
  while (from < to && !isRtl(from)) from += 1;
  while (to > from && !isRtl(to - 1)) to -= 1;
  return from <= at && at < to ? [from, to] : [at, at + 1];
}
