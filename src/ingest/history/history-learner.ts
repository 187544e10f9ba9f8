import { permalinksFile } from '../../catalog/permalinks/ledger.ts';
import { mergeRows } from '../../catalog/permalinks/merge-rows.ts';
import { openBareHistory } from '../../git/git-history.ts';
import type { PastOfSite } from '../publish/publish-past.ts';
import type { Writer } from '../publish/writer.ts';
import { isThere } from '../read/is-there.ts';
import { type BetweenCommits, publishBetween, readBetween } from './between-commits.ts';
import type { OnlyHere } from './compare-history.ts';
import { compareBehind } from './compare-thread.ts';
import type { ContentHistory } from './content-history.ts';
import { type LearnHistoryDeps, learnHistory, learnWhole } from './learn-history.ts';

export interface HistoryLearnerDeps extends LearnHistoryDeps {
  readonly contentDir: string;
}

/** Has what a history published published once more, so that machines answer alike that were there and that were not. */
export interface HistoryLearner extends PastOfSite {
  /** Whether no such file is in the content folder: at the moment that is being published, or now. */
  isGone(file: string): boolean;
  /**
   * Reads what lies between two commits, before the folder holds the later one; `between` then publishes it. Resolves to
   * whether the later one follows the other; else its whole history is learnt. Rejects where git fails, or the machine is too
   * busy; nothing is done then.
   */
  learnBetween(writer: Writer, from: string, to: string): Promise<boolean>;
  readonly ledger: LedgerKnowledge;
}

/** What is known of the ledger of this machine beside the repository’s. */
export interface LedgerKnowledge {
  /** Whether all of it was learnt from the repository when this started. */
  readonly isOfHistory: boolean;
  /** As of PermalinkLedger. */
  writesOfOthers(): number;
  /**
   * Compares the ledger as it is at this moment, when the commit is published and nothing after it, with what its history says;
   * on a thread of its own, which ends by the signal. Null where there is no history. Rejects as compareHistory does.
   */
  compare(commit: string, signal: AbortSignal): Promise<OnlyHere | null>;
}

/**
 * Learns the history that there is so far, before a catalog is opened, and prepares learning what is added to it. Where there
 * is no history, nothing is ever learnt. Rejects as learnHistory does.
 */
export async function historyLearner(
  find: (() => Promise<ContentHistory | null>) | undefined,
  deps: HistoryLearnerDeps,
): Promise<HistoryLearner> {
  const { contentDir, dataDir, ledger, log } = deps;
  const found = (await find?.()) ?? null;
  const isOfHistory = found !== null && ledger.isEmpty();
  if (found !== null) await learnHistory(found, deps);
  let waiting: BetweenCommits | null = null;
  let present: ReadonlySet<string> | null = null;
  return {
    isGone: (file) => (present === null ? !isThere(contentDir, file) : !present.has(file)),
    async learnBetween({ database, now }, from, to) {
      waiting = null;
      if (found === null) return true;
      const history = openBareHistory(found.gitDir, found.branch === '' ? null : found.branch);
      try {
        // Then publishing it is all there is to learn.
        if (await history.isNext(from, to)) return true;
        const isOn = await history.isBefore(from, to);
        if (isOn) waiting = await readBetween(history, { from, to }, { database, nowMs: Math.floor(now()) });
        else await learnWhole(history, to, deps);
        return isOn;
      } finally {
        history.close();
      }
    },
    ledger: {
      isOfHistory,
      writesOfOthers: ledger.writesOfOthers,
      async compare(commit, signal) {
        if (found === null) return null;
        const [until, nowMs] = [ledger.lastRow(), Math.floor(deps.now())];
        const { gitDir, branch } = found;
        const ledgerFile = permalinksFile(dataDir);
        return await compareBehind({ gitDir, branch, commit, ledgerFile, until, nowMs }, signal);
      },
    },
    mergeRows: (rows) => mergeRows(ledger, rows, Math.floor(deps.now())),
    between(publisher) {
      if (waiting === null) return;
      const between = waiting;
      ({ present } = between);
      waiting = null;
      try {
        publishBetween(between, publisher, contentDir);
      } finally {
        present = null;
      }
      const commits = between.steps.filter(({ kind }) => kind === 'begin').length;
      log.info({ commits }, 'commits were published in their order');
    },
  };
}
