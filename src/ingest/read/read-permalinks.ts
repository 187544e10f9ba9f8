import { parseLedgerText } from '../../catalog/permalinks/ledger-text.ts';
import { mergeRows, type PathConflict } from '../../catalog/permalinks/merge-rows.ts';
import type { PermalinkLedger, PermalinkRow } from '../../catalog/permalinks/permalink.ts';
import type { SourceState } from '../../catalog/store/source-store.ts';
import { readSourceFileSync } from '../../content/source/directory.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import { PERMALINKS_FILE } from './folders.ts';
import { digestOf } from './read-article-files.ts';

/** Bytes; some 500,000 rows. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface PermalinksRead {
  readonly rows: readonly PermalinkRow[];
  /** With what is wrong with its lines. */
  readonly state: SourceState;
  /** The line on which a path was written last. */
  readonly lineOf: (path: string) => number;
}

/** Reads the ledger’s text at the root of a content folder; a line that is wrong is told, and stops no other. Null for none. */
export function readPermalinksFile(contentDir: string): PermalinksRead | null {
  const { source, stats, problems, isMissing } = readSourceFileSync(contentDir, PERMALINKS_FILE, MAX_BYTES);
  if (isMissing) return null;
  const text = source?.text ?? null;
  const parsed = text === null ? { rows: [], problems: [] } : parseLedgerText(text, PERMALINKS_FILE);
  const state = {
    file: PERMALINKS_FILE,
    mtimeMs: stats?.changedMs ?? -1,
    sizeBytes: stats?.sizeBytes ?? 0,
    digest: text === null ? '' : digestOf(text),
    wanted: null,
    problems: [...problems, ...parsed.problems],
  };
  const lineOf = (path: string): number =>
    Math.max(1, (text ?? '').split('\n').findLastIndex((line) => line.split('\t')[1] === path) + 1);
  return { rows: parsed.rows, state, lineOf };
}

/**
 * Adds what the file says to a ledger before anything is published. Returns how the file was found, with all that is wrong with
 * it; nothing where there is none. @throws PermalinkError.
 */
export function takePermalinks(contentDir: string, ledger: PermalinkLedger, nowMs: number): SourceState[] {
  const read = readPermalinksFile(contentDir);
  if (read === null) return [];
  const { conflicts } = mergeRows(ledger, read.rows, nowMs);
  const problems = sortProblems([...read.state.problems, ...conflictProblems(conflicts, read)]);
  return [{ ...read.state, problems }];
}

/** So many are told one by one. */
const MOST_TOLD = 100;

/** The warnings about paths whose owner two machines see otherwise. */
export function conflictProblems(
  conflicts: readonly PathConflict[],
  { lineOf }: Pick<PermalinksRead, 'lineOf'>,
): Problem[] {
  const log = createProblemLog(PERMALINKS_FILE);
  for (const { path, kept, other } of conflicts.slice(0, MOST_TOLD)) {
    log.warn(
      {
        code: 'permalinks-disagree',
        message: `${quoteText(path)} was given to ${kept.file} and to ${other.file}; it leads to ${kept.file}, which had it first.`,
        hint: `If it is to lead to ${other.file}, let that file name it among its aliases, and give ${kept.file} another URL; else remove the later line.`,
      },
      { line: lineOf(path), column: 1 },
    );
  }
  return log.list();
}
