import { displayWidth } from '../../problems/show/display-cells.ts';
import { showHidden } from '../../problems/show/visible-text.ts';

/** Rows below their columns' names, for a terminal; wide letters are counted as they are shown. Ends with a line break. */
export function textTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const shown = [columns, ...rows.map((row) => row.map(showHidden))];
  const widths = columns.map((_, column) => Math.max(...shown.map((row) => displayWidth(row[column] ?? ''))));
  const line = (cells: readonly string[]): string =>
    columns
      .map((_, column) => pad(cells[column] ?? '', widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${shown.map(line).join('\n')}\n`;
}

const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/** `now`, `40 s ago`; `ms` is how long ago. */
export const ago = (ms: number): string => (ms < 1_000 ? 'now' : `${duration(ms)} ago`);

/** `40 s`, `12 min`, `5 h`, `3 d`. */
export function duration(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return `${Math.ceil(ms / 1_000)} s`;
  if (minutes < 90) return `${Math.round(minutes)} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 60 / 24)} d`;
}
