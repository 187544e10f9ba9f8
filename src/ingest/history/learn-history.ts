import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { LastGood } from '../../catalog/last-good/open-last-good.ts';
import { mergeRows } from '../../catalog/permalinks/merge-rows.ts';
import type { PermalinkLedger } from '../../catalog/permalinks/permalink.ts';
import { type GitHistory, openBareHistory } from '../../git/git-history.ts';
import { listCatalogs } from '../data-dir/catalog-files.ts';
import type { ContentHistory } from './content-history.ts';
import { withKnownOwners } from './known-owners.ts';
import { replayHistory } from './replay-history.ts';
import { seedLastGood } from './seed-last-good.ts';

export interface LearnHistoryDeps {
  readonly dataDir: string;
  readonly ledger: PermalinkLedger;
  readonly lastGood: LastGood;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** So many URLs on which machines disagree are told one by one. */
const MOST_TOLD = 50;

/** So many versions are read between two lines of the log. */
const TELL_EACH = 10_000;

/**
 * Teaches a DATA_DIR, once, what the history of its content published: the ledger gets every URL, and where there is no
 * catalog either, the last good version of every file is kept, so that the catalog is built as it would stand on a machine
 * that was there at every push. What the ledger knows already stays.
 * @throws GitHistoryError, PermalinkError and MachineBusyError; the next start tries again then.
 */
export async function learnHistory(
  { gitDir, branch, commit }: ContentHistory,
  deps: LearnHistoryDeps,
): Promise<void> {
  const file = join(deps.dataDir, HISTORY_FILE);
  if (!deps.ledger.isEmpty() && isLearnt(file)) return;
  const history = openBareHistory(gitDir, branch === '' ? null : branch);
  try {
    await learnWhole(history, commit, deps);
    noteLearnt(file, commit);
  } finally {
    history.close();
  }
}

/** Learns the whole history up to a commit, as learnHistory does. @throws as that does. */
export async function learnWhole(
  history: GitHistory,
  commit: string,
  { dataDir, ledger, lastGood, log, now }: LearnHistoryDeps,
): Promise<void> {
  const begun = now();
  log.info({ commit }, 'learning the URLs of the history of the content');
  let told = 0;
  using replayed = await replayHistory({
    ...{ history, to: commit, site: null, nowMs: Math.floor(begun) },
    onProgress(versions) {
      if (versions - told < TELL_EACH) return;
      told = versions;
      log.info({ versions, ms: Math.round(now() - begun) }, 'versions of the history were read');
    },
  });
  const isNew = listCatalogs(dataDir).length === 0;
  if (isNew && ledger.isEmpty() && lastGood.use((store) => store.isEmpty()) === true) {
    await seedLastGood(replayed, history, lastGood);
    lastGood.markFilling();
  }
  const learnt = withKnownOwners(replayed, ledger);
  const { added: rows, conflicts } = ledger.isEmpty()
    ? { added: ledger.restore(learnt), conflicts: [] }
    : mergeRows(ledger, learnt, Math.floor(now()));
  for (const { path, kept, other } of conflicts.slice(0, MOST_TOLD)) {
    log.warn(
      { url: path, file: kept.file, otherFile: other.file },
      'a URL was given to two files; it leads to the one that had it first. Let the other one have it by "aliases", if that is meant',
    );
  }
  const { commits, versions } = replayed;
  log.info(
    { commits, versions, rows, ms: Math.round(now() - begun) },
    'the URLs of the history of the content are learnt',
  );
}

/** What the ledger has learnt, beside it. */
const HISTORY_FILE = 'history.json';

function isLearnt(file: string): boolean {
  try {
    return typeof (JSON.parse(readFileSync(file, 'utf8')) as { learnt?: unknown }).learnt === 'string';
  } catch {
    return false;
  }
}

function noteLearnt(file: string, commit: string): void {
  writeFileSync(`${file}.new`, `${JSON.stringify({ learnt: commit })}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
