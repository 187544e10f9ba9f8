import type { DatabaseSync } from 'node:sqlite';
import { catalogSettings, requiredSiteReader } from '../../catalog/sqlite/settings.ts';
import type { Site } from '../../config/site.ts';
import type { GitHistory } from '../../git/git-history.ts';
import type { GitRange } from '../../git/git-commits.ts';
import type { PastPublisher } from '../publish/publish-past.ts';
import { readArticleFiles } from '../read/read-article-files.ts';
import { hasUrl } from './history-texts.ts';
import { type HistoryStep, readSteps } from './read-steps.ts';
import { createReplay } from './replay-steps.ts';

/** What lies between two commits, read and not published yet. */
export interface BetweenCommits {
  readonly steps: readonly HistoryStep[];
  /** The articles and standing pages at its beginning. */
  readonly present: Set<string>;
  /** The moment up to which the catalog stood, in milliseconds since 1970, and its settings. */
  readonly sinceMs: number;
  readonly site: Site;
}

/** Reads what lies between the commit that a catalog holds and another. @throws GitHistoryError and MachineBusyError. */
export async function readBetween(
  history: GitHistory,
  range: GitRange & { readonly from: string },
  { database, nowMs }: { readonly database: DatabaseSync; readonly nowMs: number },
): Promise<BetweenCommits> {
  const settings = catalogSettings(database);
  const sinceMs = Math.min(Number(settings.get('clock') ?? nowMs), nowMs);
  const files = await history.files(range.from);
  const present = new Set([...files.keys()].filter(hasUrl));
  const site = requiredSiteReader(settings)();
  const steps: HistoryStep[] = [];
  for await (const step of readSteps({ history, range, site, files, fromMs: sinceMs, nowMs })) {
    steps.push(step);
  }
  return { steps, present, sinceMs, site };
}

/**
 * Publishes what lies between, commit by commit, as if the site had been told of each, to a catalog that readers see when all
 * of it is done. Synchronous. @throws Error from SQLite.
 */
export function publishBetween(
  { steps, present, sinceMs, site }: BetweenCommits,
  publisher: PastPublisher,
  contentDir: string,
): void {
  const replay = createReplay({
    ...{ publisher, present, sinceMs, site },
    readUntouched(file) {
      const { reads } = readArticleFiles([file], { contentDir, site, mode: 'head', now: sinceMs });
      return reads[0] ?? null;
    },
  });
  for (const step of steps) replay.take(step);
}
