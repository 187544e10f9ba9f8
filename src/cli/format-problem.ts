import { join } from 'node:path';
import type { Problem } from '../problems/problem.ts';

/**
 * A problem as a line for editors and their tools, `file:line:column: severity: message hint`. The file
 * is told with the content folder before it, so that terminals can open it.
 */
export function formatProblem(problem: Problem, contentDir: string): string {
  const { file, line, column, severity, message, hint } = problem;
  return `${join(contentDir, file)}:${line}:${column}: ${severity}: ${message} ${hint}\n`;
}
