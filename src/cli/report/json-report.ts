import type { Problem } from '../../problems/problem.ts';
import { type CheckReport, countProblems } from './check-report.ts';
import { escapeHiddenInJson } from '../../problems/show/visible-text.ts';

/** Raised when a field changes its meaning or goes; a new field does not raise it. */
const VERSION = 1;

/**
 * A report as one JSON document for machines; docs/checking.md tells its fields. `shown` are the problems
 * to list; the counts are of all.
 */
export function formatJsonReport(report: CheckReport, shown: readonly Problem[]): string {
  const { folder, articleCount, problems, unjudged, failure } = report;
  const head = {
    version: VERSION,
    folder,
    articles: articleCount,
    errors: countProblems(problems, 'error'),
    warnings: countProblems(problems, 'warning'),
    ...(failure === null ? {} : { failure }),
    unjudged,
    problems: shown.map(({ file, line, column, severity, code, message, hint, about, fix }) => ({
      file,
      line,
      column,
      severity,
      code,
      message,
      hint,
      about: about ?? null,
      fixable: fix !== undefined,
    })),
  };
  const lines = JSON.stringify(head, null, 2).split('\n');
  return `${lines.map(escapeHiddenInJson).join('\n')}\n`;
}
