import type { Problem } from '../../problems/problem.ts';
import { formatPlace } from '../../problems/show/format-problem.ts';
import { formatCodeFrame } from './code-frame.ts';
import type { Paint } from '../../problems/show/paint.ts';
import { type Lines, pickLines } from './pick-lines.ts';
import { showHidden } from '../../problems/show/visible-text.ts';

export interface TextReportOptions {
  readonly contentDir: string;
  /** The text of a file below the content folder, or null where it cannot be shown. */
  readonly readText: (file: string) => string | null;
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
}

/**
 * Tells sorted problems to people, one text for each file: place, severity and message, a code frame, and
 * the cure. Each file is read once, and only the lines of one file are held.
 */
export function* formatTextReport(
  problems: readonly Problem[],
  options: TextReportOptions,
): Generator<string, void, undefined> {
  for (const [file, ofFile] of Map.groupBy(problems, (problem) => problem.file)) {
    const text = options.readText(file);
    const wanted = ofFile.map(({ line }) => line);
    const lines: Lines = text === null ? new Map() : pickLines(text, wanted);
    yield ofFile.map((problem) => formatEntry(problem, lines, options)).join('');
  }
}

function formatEntry(problem: Problem, lines: Lines, options: TextReportOptions): string {
  const { contentDir, width, paint } = options;
  const { severity, message, hint } = problem;
  const place = paint('place', formatPlace(problem, contentDir));
  const head = `${place}: ${paint(severity, severity)}: ${paint('message', showHidden(message))}\n`;
  const cure = `${paint('cure', `→ ${showHidden(hint)}`)}\n\n`;
  return head + formatCodeFrame(problem, lines, width, paint) + cure;
}
