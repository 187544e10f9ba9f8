import type { Problem } from './problem.ts';
import { offsetOf } from './value-fix.ts';

/** What may stand between the place of a value and its text: a quote, and in TOML the bracket of its list. */
const OPENING = /^(?:\[\s*)?(["'])/;

/**
 * The problems of a file with those repairs that can be made. One whose old text stands in quotes at its place, or as the
 * first of a list there, takes these along; one whose old text does not stand there is dropped, so that nobody is
 * promised it. `text` is the whole file with LF line ends.
 */
export function exactFixes(text: string, problems: Problem[]): Problem[] {
  if (problems.every(({ fix }) => fix === undefined)) return problems;
  // Sorted by place, so that each is looked for from the one before on.
  let known = { line: 1, start: 0 };
  return problems.map((problem) => {
    if (problem.fix === undefined) return problem;
    const { line, column } = problem;
    const from = line >= known.line ? known : { line: 1, start: 0 };
    const start = from.start + offsetOf(text.slice(from.start), { line: line - from.line + 1, column: 1 });
    known = { line, start };
    return exact(text, problem, Math.min(text.length, start + column - 1));
  });
}

function exact(text: string, problem: Problem, start: number): Problem {
  const { fix, ...rest } = problem;
  if (fix === undefined) return problem;
  if (text.startsWith(fix.old, start)) return problem;
  const [opening, quote = ''] = OPENING.exec(text.slice(start, start + 20)) ?? [];
  const isPlain = !/["'\\\n]/.test(fix.old + fix.repaired);
  if (opening === undefined || !isPlain || !text.startsWith(fix.old + quote, start + opening.length))
    return rest;
  return { ...rest, fix: { old: opening + fix.old + quote, repaired: opening + fix.repaired + quote } };
}
