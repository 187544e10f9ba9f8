import type { DatabaseSync } from 'node:sqlite';
import { readArticleText, type StoredArticle } from '../store/article-store.ts';
import type { ReadArticle } from './file-read.ts';

/** Fields of a record that follow from others. */
const DERIVED: ReadonlySet<string> = new Set(['file', 'path', 'excerpt']);

/**
 * Prepares naming what differs between a stored article and what its file says now: fields of the record,
 * `body`.
 */
export function changedFields(
  database: DatabaseSync,
): (old: StoredArticle, article: ReadArticle) => string[] {
  const textOf = database.prepare(
    'SELECT text, body_start, body_html, word_count FROM article_text WHERE article_key = ?',
  );
  return (old, article) => {
    const fields = old.row.record === article.row.record ? [] : differing(old.row.record, article.row.record);
    const stored = textOf.get(old.key);
    if (stored === undefined) return [...fields, 'body'];
    const { text, bodyStart } = readArticleText(stored);
    const isSameBody = text.slice(bodyStart) === article.text.text.slice(article.text.bodyStart);
    return isSameBody ? fields : [...fields, 'body'];
  };
}

/** The fields in which two records differ, each as JSON. */
function differing(record: string, other: string): string[] {
  const before = JSON.parse(record) as Record<string, unknown>;
  const after = JSON.parse(other) as Record<string, unknown>;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !DERIVED.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}
