import type { MergedRows } from '../../catalog/permalinks/merge-rows.ts';
import type { PermalinkRow } from '../../catalog/permalinks/permalink.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import { PERMALINKS_FILE } from '../read/folders.ts';
import { conflictProblems, readPermalinksFile } from '../read/read-permalinks.ts';
import { eventTurns } from '../watch/event-turns.ts';
import type { Announcing, PublishContext } from './publish-context.ts';

/** Adds rows to the ledger; see merge-rows.ts. */
export type MergeRows = (rows: readonly PermalinkRow[]) => MergedRows;

/**
 * Prepares publishing of permalinks.txt. Resolves to the files whose links lead elsewhere since, which are to be judged again.
 * What is in the ledger already stays there when its line is gone.
 */
export function permalinksPublisher(
  { writer, folder, publisher, publish }: PublishContext,
  mergeRows: MergeRows,
): (how?: Announcing) => Promise<readonly string[]> {
  return async (how) => {
    const read = readPermalinksFile(folder.contentDir);
    await eventTurns();
    if (folder.isDirty(PERMALINKS_FILE)) return [];
    if (read === null) {
      if (publisher.sources.get(PERMALINKS_FILE) !== null) publish({ goneSources: [PERMALINKS_FILE] }, how);
      return [];
    }
    if (publisher.sources.get(PERMALINKS_FILE)?.digest === read.state.digest) return [];
    const { added, changed, conflicts } = mergeRows(read.rows);
    const problems = sortProblems([...read.state.problems, ...conflictProblems(conflicts, read)]);
    const { keys, retry } = publish({ sources: [{ ...read.state, problems }], permalinks: changed }, how);
    if (added > 0)
      writer.log.info(
        { file: PERMALINKS_FILE, rows: added, urls: changed.length, keys: keys.size },
        'URLs of other machines are known',
      );
    return retry;
  };
}
