import { articleKey } from '../../../domain/surrogate-keys.ts';
import type { PermalinkLedger } from '../../permalinks/permalink.ts';
import type { ArticleChange } from '../article-change.ts';

/** Marks, in its place, each change by which readers see an article that they never saw; asked before the ledger has its URL. */
export function markDebuts(changes: ArticleChange[], ledger: Pick<PermalinkLedger, 'latestOfOwner'>): void {
  changes.forEach((change, nth) => {
    const { id, wasPublic, isPublic } = change;
    if (id === null || wasPublic || !isPublic || ledger.latestOfOwner(articleKey(id)) !== null) return;
    changes[nth] = { ...change, isDebut: true };
  });
}
