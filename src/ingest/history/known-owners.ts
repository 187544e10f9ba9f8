import type { PermalinkLedger, PermalinkRow } from '../../catalog/permalinks/permalink.ts';
import { articleKey } from '../../domain/surrogate-keys.ts';
import { hasUrl } from './history-texts.ts';
import type { ReplayedHistory } from './replay-history.ts';

/**
 * The rows of a history with the owner that another ledger has for each article that is still there in the same file, so
 * that no article has two. One that names its id has that.
 */
export function withKnownOwners(
  { files, ledger: told, publisher }: Pick<ReplayedHistory, 'files' | 'ledger' | 'publisher'>,
  ledger: PermalinkLedger,
): PermalinkRow[] {
  const known = new Map<string, string>();
  for (const file of files.keys()) {
    const latest = hasUrl(file) ? ledger.latestOfFile(file) : null;
    const article = latest === null ? null : publisher.articles.ofFile(file);
    if (latest === null || article === null) continue;
    const owner = articleKey(article.row.id);
    if (owner === latest.owner || ledger.latestOfOwner(owner) !== null) continue;
    if (ledger.latestOfOwner(latest.owner)?.file === file) known.set(owner, latest.owner);
  }
  return [...told.rows()].map((row) => ({ ...row, owner: known.get(row.owner) ?? row.owner }));
}
