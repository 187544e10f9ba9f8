import { readRows } from '../../catalog/permalinks/ledger.ts';
import { parseLedgerText } from '../../catalog/permalinks/ledger-text.ts';
import { mergeRows } from '../../catalog/permalinks/merge-rows.ts';
import { missingRows } from '../../catalog/permalinks/missing-rows.ts';
import type { PermalinkLedger, PermalinkRow } from '../../catalog/permalinks/permalink.ts';
import { decodeText } from '../../content/source/decode-text.ts';
import { type GitHistory, openBareHistory } from '../../git/git-history.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { PERMALINKS_FILE } from '../read/folders.ts';
import type { ContentHistory } from './content-history.ts';
import { replayHistory } from './replay-history.ts';

export interface CompareHistoryJob extends ContentHistory {
  readonly ledgerFile: string;
  /** The row of the ledger that was the last when it had just what the commit and its history say. */
  readonly until: number;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** What a ledger knows that a machine with an empty DATA_DIR does not learn from a repository. */
export interface OnlyHere {
  /** URLs that such a machine would not know, or lead elsewhere; sorted. */
  readonly paths: readonly string[];
  /** What permalinks.txt lacks of their rows, by time. */
  readonly rows: readonly PermalinkRow[];
  /** URLs among them that lead elsewhere there even with these rows, since the other article had them first. */
  readonly contested: readonly string[];
  /** The name of the site by its settings at the commit. */
  readonly siteName: string;
}

/**
 * Finds out what a ledger knows beyond a repository, by learning the repository as a new machine does: so its time is that of
 * the history. @throws GitHistoryError, PermalinkError and MachineBusyError.
 */
export async function compareHistory(job: CompareHistoryJob): Promise<OnlyHere> {
  const { gitDir, branch, commit, ledgerFile, until, nowMs } = job;
  const own = readRows(ledgerFile, until);
  const history = openBareHistory(gitDir, branch === '' ? null : branch);
  try {
    using replayed = await replayHistory({ history, to: commit, site: null, nowMs });
    const { ledger } = replayed;
    const told = await rowsOfFile(history, replayed.files.get(PERMALINKS_FILE));
    mergeRows(ledger, told, nowMs);
    const { paths, rows } = missingRows(own, ledger);
    const known = new Set(told.map(textOf));
    const siteName = replayed.site?.name ?? '';
    const contested = stillOther(own, rows, ledger, nowMs);
    return { paths, rows: rows.filter((row) => !known.has(textOf(row))), contested, siteName };
  } finally {
    history.close();
  }
}

/** What of the ledger's URLs still leads elsewhere when the other one was told these rows. */
function stillOther(
  own: readonly PermalinkRow[],
  rows: readonly PermalinkRow[],
  ledger: PermalinkLedger,
  nowMs: number,
): readonly string[] {
  if (rows.length === 0) return [];
  mergeRows(ledger, rows, nowMs);
  return missingRows(own, ledger).paths;
}

async function rowsOfFile(
  history: Pick<GitHistory, 'readBlobs'>,
  blob: string | undefined,
): Promise<PermalinkRow[]> {
  if (blob === undefined) return [];
  const bytes = (await history.readBlobs([blob])).get(blob);
  const text = bytes === undefined ? null : decodeText(bytes, createProblemLog(PERMALINKS_FILE));
  return text === null ? [] : parseLedgerText(text, PERMALINKS_FILE).rows;
}

const textOf = ({ atMs, path, owner, file }: PermalinkRow): string => [atMs, path, owner, file].join('\t');
