import type { PermalinkLedger, PermalinkRow } from '../../catalog/permalinks/permalink.ts';
import type { Site } from '../../config/site.ts';
import { openGitHistory } from '../../git/git-history.ts';
import { withKnownOwners } from '../../ingest/history/known-owners.ts';
import { replayHistory } from '../../ingest/history/replay-history.ts';

export interface RebuildReport {
  readonly commits: number;
  /** Versions of articles and pages that were read. */
  readonly versions: number;
  /** URLs that the ledger did not know. */
  readonly urls: number;
}

export interface RebuildOptions {
  readonly contentDir: string;
  /** The settings that hold until the history has some. */
  readonly site: Site;
  readonly ledger: PermalinkLedger;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * Publishes the git history of the content folder once more, and adds every URL that readers were given by it to the
 * ledger, at the time of the commit or of the end of the embargo. What the ledger learnt later stays as it is, and an
 * article that it knows keeps its owner. A second call adds nothing.
 * @throws GitHistoryError, PermalinkError and MachineBusyError; the ledger is unchanged then.
 */
export async function rebuildFromGit(options: RebuildOptions): Promise<RebuildReport> {
  const { contentDir, ledger, site, nowMs } = options;
  const history = await openGitHistory(contentDir);
  try {
    const former: PermalinkRow[] = [];
    using replayed = await replayHistory({
      ...{ history, to: 'HEAD', site, nowMs },
      onFormer: (row) => void former.push(row),
    });
    const { commits, versions } = replayed;
    // Which rules held at the time of a version is not known, so that what nobody has by those of today is its own.
    replayed.ledger.restore(former.filter(({ path }) => replayed.ledger.ownerOf(path) === null));
    const rows = withKnownOwners(replayed, ledger);
    const paths = new Set(rows.map(({ path }) => path));
    const urls = [...paths].filter((path) => ledger.latestOfPath(path) === null).length;
    ledger.restore(rows);
    return { commits, versions, urls };
  } finally {
    history.close();
  }
}
