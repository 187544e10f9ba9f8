import { FILE_START, type Position } from './line-index.ts';
import type { Problem } from './problem.ts';
import { sortProblems } from './sort-problems.ts';

/** What a finding says, apart from where it is. */
export type Finding = Pick<Problem, 'code' | 'message' | 'hint' | 'about' | 'fix'>;

/** Collects the problems of one file. */
export interface ProblemLog {
  error(finding: Finding, at?: Position): void;
  warn(finding: Finding, at?: Position): void;
  add(problems: readonly Problem[]): void;
  readonly hasErrors: boolean;
  /** Returns what forgets all that is told from now on, for work that may have to begin anew. */
  mark(): () => void;
  /** All of them, sorted. */
  list(): Problem[];
}

/** Opens an empty log for the file at a path below the content folder. */
export function createProblemLog(file: string): ProblemLog {
  const problems: Problem[] = [];
  const push = (severity: Problem['severity'], finding: Finding, at: Position): void => {
    problems.push({ file, line: at.line, column: at.column, severity, ...finding });
  };
  return {
    error: (finding, at = FILE_START) => push('error', finding, at),
    warn: (finding, at = FILE_START) => push('warning', finding, at),
    add: (more) => {
      for (const problem of more) problems.push(problem);
    },
    get hasErrors() {
      return problems.some((problem) => problem.severity === 'error');
    },
    mark() {
      const { length } = problems;
      return () => void problems.splice(length);
    },
    list: () => sortProblems(problems),
  };
}
