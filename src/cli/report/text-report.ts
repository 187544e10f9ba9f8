import type { Problem } from '../../problems/problem.ts';
import { formatPlace } from '../../problems/show/format-problem.ts';
import { formatCodeFrame } from '../../problems/show/code-frame.ts';
import { formatGroups } from './grouped-report.ts';
import type { Paint } from '../../problems/show/paint.ts';
import { type Lines, pickLines } from '../../problems/show/pick-lines.ts';
import { showHidden } from '../../problems/show/visible-text.ts';

export interface TextReportOptions {
  readonly contentDir: string;
  /** The text of a file below the content folder, or null where it cannot be shown. */
  readonly readText: (file: string) => string | null;
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
  /** Whether each problem is told, however many there are. */
  readonly isWhole: boolean;
}

/** So many problems are told one by one; and so many errors, if there are more warnings than that. */
const MOST_TOLD = 20;
const MOST_ERRORS_TOLD = 4;

/** What fills a screen, without the summary; and what of it errors may fill where there are warnings too. */
const SCREEN = 46;
const ERRORS_OF_SCREEN = 26;
const LEAST_FOR_WARNINGS = 20;

export const isGrouped = (problems: readonly Problem[], isWhole: boolean): boolean =>
  !isWhole && problems.length > MOST_TOLD;

/**
 * Tells sorted problems to people, errors before warnings. A few are told one by one: place, severity and message, a code frame,
 * and the cure. Many are told by their kinds, on one screen.
 */
export function* formatTextReport(
  problems: readonly Problem[],
  options: TextReportOptions,
): Generator<string, void, undefined> {
  const { error: errors = [], warning: warnings = [] } = Object.groupBy(problems, ({ severity }) => severity);
  if (!isGrouped(problems, options.isWhole)) {
    yield* formatEach(errors, options);
    yield* formatEach(warnings, options);
    return;
  }
  const told = errors.length <= MOST_ERRORS_TOLD ? [...formatEach(errors, options)].join('') : null;
  const most = warnings.length === 0 ? SCREEN : ERRORS_OF_SCREEN;
  const ofErrors = told?.split('\n').slice(0, -1) ?? formatGroups(errors, { ...options, lines: most });
  const ofWarnings = formatGroups(warnings, {
    ...options,
    lines: Math.max(LEAST_FOR_WARNINGS, SCREEN - ofErrors.length),
  });
  for (const line of [...ofErrors, ...ofWarnings]) yield `${line}\n`;
}

/** One text for each file, which is read once; only the lines of one file are held. */
function* formatEach(
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
