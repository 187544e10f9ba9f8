import type { Problem } from '../problem.ts';
import { windowLine } from './line-window.ts';
import type { Paint } from './paint.ts';
import { type Lines, linesAround } from './pick-lines.ts';

const MIN_WIDTH = 20;

/**
 * Shows where a problem is: its line between its neighbours, with numbers, and a caret under the column.
 * Lines are cut to `width` columns. Ends with a line break; '' where there is nothing to show.
 */
export function formatCodeFrame(
  problem: Pick<Problem, 'line' | 'column' | 'severity'>,
  lines: Lines,
  width: number,
  paint: Paint,
): string {
  const numbers = linesAround(problem.line).filter((number) => isShown(number, problem.line, lines));
  const isBlank = numbers.every((number) => lines.get(number)?.trim() === '');
  if (!lines.has(problem.line) || isBlank) return '';
  const digits = String(numbers.at(-1)).length;
  const room = Math.max(MIN_WIDTH, width - digits - '>  | '.length);
  const rows = numbers.map((number) => {
    const line = lines.get(number) ?? '';
    const label = String(number).padStart(digits);
    if (number !== problem.line) {
      return paint('context', `  ${label} | ${windowLine(line, 0, room).shown}`.trimEnd());
    }
    const { shown, markStart, markWidth } = windowLine(line, problem.column - 1, room);
    const faulty = `${paint(problem.severity, '>')} ${label} ${paint('context', '|')} ${shown}`.trimEnd();
    const gutter = paint('context', `  ${' '.repeat(digits)} |`);
    return `${faulty}\n${gutter} ${' '.repeat(markStart)}${paint(problem.severity, '^'.repeat(markWidth))}`;
  });
  return `${rows.join('\n')}\n`;
}

/** A blank line below says nothing, and is often only the end of the file. */
function isShown(number: number, faulty: number, lines: Lines): boolean {
  const line = lines.get(number);
  return line !== undefined && (number <= faulty || line.trim() !== '');
}
