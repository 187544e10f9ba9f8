import type { ArticleRecord } from '../../domain/article.ts';
import { type Limits, limitedTo, NO_LIMITS } from '../../domain/visibility.ts';
import { type ArticleRow, toArticleRow } from '../store/article-row.ts';
import type { ArticleStore, StoredArticle } from '../store/article-store.ts';

/**
 * Puts the last good version of an article under limits that its file has set since. Returns the row as it is then; null
 * where nothing differs. Search finds it again once it is indexed anew.
 */
export function limitVersion(
  articles: ArticleStore,
  stored: StoredArticle,
  limits: Limits | undefined,
  now: number,
): ArticleRow | null {
  const record = JSON.parse(stored.row.record) as ArticleRecord;
  const limited = limitedTo(record, limits ?? NO_LIMITS, now);
  const text = limited === record ? null : articles.textOf(stored.key);
  if (text === null) return null;
  const row = toArticleRow(limited);
  articles.put(row, { ...text, search: null }, stored.digest, stored, now);
  return row;
}
