import { mergeRows } from '../../catalog/permalinks/merge-rows.ts';
import { openBareHistory } from '../../git/git-history.ts';
import type { PastOfSite } from '../publish/publish-past.ts';
import type { Writer } from '../publish/writer.ts';
import { isThere } from '../read/is-there.ts';
import { type BetweenCommits, publishBetween, readBetween } from './between-commits.ts';
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
   * Reads what lies between two commits, before the folder holds the later one; `between` then publishes it. Rejects where git
   * fails, or the machine is too busy; nothing is done then.
   */
  learnBetween(writer: Writer, from: string, to: string): Promise<void>;
}

/**
 * Learns the history that there is so far, before a catalog is opened, and prepares learning what is added to it. Where there
 * is no history, nothing is ever learnt. Rejects as learnHistory does.
 */
export async function historyLearner(
  find: (() => Promise<ContentHistory | null>) | undefined,
  deps: HistoryLearnerDeps,
): Promise<HistoryLearner> {
  const { contentDir, ledger, log } = deps;
  const found = (await find?.()) ?? null;
  if (found !== null) await learnHistory(found, deps);
  let waiting: BetweenCommits | null = null;
  let present: ReadonlySet<string> | null = null;
  return {
    isGone: (file) => (present === null ? !isThere(contentDir, file) : !present.has(file)),
    async learnBetween({ database, now }, from, to) {
      waiting = null;
      if (found === null) return;
      const history = openBareHistory(found.gitDir, found.branch === '' ? null : found.branch);
      try {
        // Then publishing it is all there is to learn.
        if (await history.isNext(from, to)) return;
        if (await history.isBefore(from, to))
          waiting = await readBetween(history, { from, to }, { database, nowMs: Math.floor(now()) });
        else await learnWhole(history, to, deps);
      } finally {
        history.close();
      }
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
