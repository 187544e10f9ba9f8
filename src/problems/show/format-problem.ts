import { join } from 'node:path';
import type { Problem } from '../problem.ts';
import { showHidden } from './visible-text.ts';

/** `file:line:column` with the content folder before it, so that terminals can open it. */
export function formatPlace({ file, line, column }: Problem, contentDir: string): string {
  return `${showHidden(join(contentDir, file))}:${line}:${column}`;
}

/**
 * A problem as a line for editors and their tools, `file:line:column: severity: message hint`, safe for a
 * terminal.
 */
export function formatProblem(problem: Problem, contentDir: string): string {
  const { severity, message, hint } = problem;
  return `${formatPlace(problem, contentDir)}: ${severity}: ${showHidden(`${message} ${hint}`)}\n`;
}
