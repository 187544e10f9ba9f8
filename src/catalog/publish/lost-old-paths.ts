import type { Permalink } from '../permalinks/permalink.ts';
import { type ArticleRow, isVisibleRow } from '../store/article-row.ts';
import type { ArticleLinks } from './article-links.ts';

/**
 * Old addresses of versions that readers saw at `now`, in milliseconds since 1970, which `kept`, stored in their place,
 * has no more; null where the article is taken down, and `heir` has its addresses. The ledger has them from now on.
 */
export function lostOldPaths(
  versions: readonly ArticleRow[],
  kept: ArticleRow | null,
  heir: Pick<ArticleRow, 'id' | 'file'>,
  { links, now }: { readonly links: Pick<ArticleLinks, 'ofOldPaths'>; readonly now: number },
): Permalink[] {
  return versions.flatMap((row) => {
    if (row.oldPaths.length === 0 || !isVisibleRow(row, now)) return [];
    const isGone = kept === null || kept.isDraft;
    const has = new Set(isGone ? [] : [kept.path, ...kept.aliases, ...kept.oldPaths]);
    const { id, file } = heir;
    return links.ofOldPaths({ id, file, oldPaths: row.oldPaths.filter((path) => !has.has(path)) });
  });
}
