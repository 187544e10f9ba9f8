import { relative, resolve, sep } from 'node:path';
import type { Problem } from '../../problems/problem.ts';
import { showHidden } from '../../problems/show/visible-text.ts';

/**
 * A problem as a workflow command of GitHub Actions, which shows it beside the line in the pull request.
 * The file is told from the working directory `cwd`. Ends with a line break.
 */
export function formatAnnotation(problem: Problem, contentDir: string, cwd: string): string {
  const { file, line, column, severity, code, message, hint } = problem;
  const path = relative(cwd, resolve(cwd, contentDir, file))
    .split(sep)
    .join('/');
  const properties = [
    `file=${escapeProperty(path)}`,
    `line=${line}`,
    `col=${column}`,
    `title=${escapeProperty(code)}`,
  ];
  return `::${severity} ${properties.join(',')}::${escapeData(`${message} ${hint}`)}\n`;
}

/** GitHub’s escapes for the text of a command; other control characters are made visible. */
function escapeData(text: string): string {
  return showHidden(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
