import type { ArticleStore, StoredArticle } from '../store/article-store.ts';
import type { ReadArticle } from './file-read.ts';

/** Fields of a record that follow from others. */
const DERIVED: ReadonlySet<string> = new Set(['file', 'path', 'excerpt', 'oldPaths']);

/** Names what differs between a stored article and what its file says now: fields of the record, `body`. */
export function changedFields(
  articles: Pick<ArticleStore, 'textOf'>,
  old: StoredArticle,
  { row, text }: ReadArticle,
): string[] {
  const fields = old.row.record === row.record ? [] : differing(old.row.record, row.record);
  const stored = articles.textOf(old.key);
  const isSameBody =
    stored !== null && stored.text.slice(stored.bodyStart) === text.text.slice(text.bodyStart);
  return isSameBody ? fields : [...fields, 'body'];
}

/** The fields in which two records differ, each as JSON. */
function differing(record: string, other: string): string[] {
  const before = JSON.parse(record) as Record<string, unknown>;
  const after = JSON.parse(other) as Record<string, unknown>;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !DERIVED.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}
