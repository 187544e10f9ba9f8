import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRecord } from '../../domain/article.ts';
import { type Limits, limitedTo, NO_LIMITS } from '../../domain/visibility.ts';
import { type ArticleRow, toArticleRow } from '../store/article-row.ts';
import { type ArticleStore, readArticleText, type StoredArticle } from '../store/article-store.ts';

/**
 * Prepares putting the last good version of an article under limits that its file has set since. Returns the row as
 * it is then; null where nothing differs. Search finds it again once it is indexed anew.
 */
export function versionLimiter(
  database: DatabaseSync,
  articles: ArticleStore,
): (stored: StoredArticle, limits: Limits | undefined, now: number) => ArticleRow | null {
  const textOf = database.prepare(
    'SELECT text, body_start, body_html, word_count FROM article_text WHERE article_key = ?',
  );
  return (stored, limits = NO_LIMITS, now) => {
    const record = JSON.parse(stored.row.record) as ArticleRecord;
    const limited = limitedTo(record, limits, now);
    const text = limited === record ? undefined : textOf.get(stored.key);
    if (text === undefined) return null;
    const row = toArticleRow(limited);
    articles.put(row, { ...readArticleText(text), search: null }, stored.digest, stored, now);
    return row;
  };
}
