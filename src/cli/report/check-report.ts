import type { Problem, Severity } from '../../problems/problem.ts';
import { type Paint, paintNothing } from '../../problems/show/paint.ts';
import { showHidden } from '../../problems/show/visible-text.ts';

const SEVERITIES = ['error', 'warning'] as const;

/** What a check found out about a content folder. */
export interface CheckReport {
  /** As it was given. */
  readonly folder: string;
  readonly articleCount: number;
  /** All of them, sorted. */
  readonly problems: readonly Problem[];
  /** Files that the machine had no time to judge: nothing is known of them. */
  readonly unjudged: readonly string[];
  /** Why the folder could not be read at all, with the cure; else null. */
  readonly failure: string | null;
}

/** How many problems are of this severity. */
export function countProblems(problems: readonly Problem[], severity: Severity): number {
  return problems.filter((problem) => problem.severity === severity).length;
}

/** `2 warnings`, `1 warning`, `27,892 warnings`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** `content: 41 articles, 3 errors, 2 warnings in 4 files; 1 file not judged`, with a line break. No problems, no files. */
export function formatSummary(report: CheckReport, paint: Paint = paintNothing): string {
  const { folder, articleCount, problems, unjudged, failure } = report;
  const total = (severity: Severity): string => {
    const count = countProblems(problems, severity);
    const text = counted(count, severity);
    return count === 0 ? text : paint(severity, text);
  };
  const articles = failure === null ? counted(articleCount, 'article') : 'cannot be published';
  const files = new Set(problems.map(({ file }) => file)).size;
  const where = files === 0 ? '' : ` in ${counted(files, 'file')}`;
  const totals = failure !== null && files === 0 ? [] : SEVERITIES.map(total);
  const left = unjudged.length === 0 ? '' : `; ${counted(unjudged.length, 'file')} not judged`;
  return `${showHidden(folder)}: ${[articles, ...totals].join(', ')}${where}${left}\n`;
}

/** What else can be asked for: each problem, where they were grouped, and the repairs; '' where neither makes sense. */
export function formatOffers({ problems }: CheckReport, isGrouped: boolean): string {
  const fixable = problems.filter(({ fix }) => fix !== undefined).length;
  const repairs =
    fixable === 0
      ? []
      : [`--fix repairs ${fixable.toLocaleString('en')} of them, and shows how before it asks`];
  const offers = [...(isGrouped ? ['--all lists each of them'] : []), ...repairs];
  return offers.length === 0 ? '' : `${offers.join('; ')}.\n`;
}
