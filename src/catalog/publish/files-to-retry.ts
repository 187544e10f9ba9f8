import type { DatabaseSync } from 'node:sqlite';
import { type AwaitedLinks, targetsOf } from '../links/awaited-links.ts';
import type { ArticleRow } from '../store/article-row.ts';
import { requiredText } from '../sqlite/columns.ts';
import { samePart } from './part-problems.ts';
import type { StoredArticle } from '../store/article-store.ts';
import type { SourceStore } from '../store/source-store.ts';

/** Prepares the question which files are to be judged again when rows give way to `kept`; null for none. */
export function filesToRetry(
  database: DatabaseSync,
  sources: SourceStore,
  textLinks: Pick<AwaitedLinks, 'waitingFor'>,
): (rows: readonly ArticleRow[], kept: ArticleRow | null) => string[] {
  const withAlias = database.prepare(
    `SELECT file FROM article_alias AS alias JOIN article ON article.key = alias.article_key
     WHERE alias.path = ? AND alias.rank = 0 ORDER BY file`,
  );
  const withPart = samePart(database);
  return (rows, kept) => {
    // What was refused may now have what it asked for.
    const waiting = rows
      .filter((row) => row.path !== kept?.path || row.id !== kept?.id)
      .flatMap((row) => sources.waitingFor(row.path, row.id));
    // Whom an alias leads to may differ now, and its editors are told.
    const all = kept === null ? rows : [...rows, kept];
    const paths = new Set(all.flatMap(({ path, aliases }) => [path, ...aliases]));
    const sharing = [...paths].flatMap((path) => withAlias.all(path).map((row) => requiredText(row, 'file')));
    // A part's number may be given twice now, or once again.
    const parts = all.flatMap((row) => withPart(row));
    // What links lead to may be there now.
    const linking = kept === null ? [] : textLinks.waitingFor(targetsOf(kept));
    return [...new Set([...waiting, ...sharing, ...parts, ...linking])].filter((file) => file !== kept?.file);
  };
}

type Version = Pick<StoredArticle, 'row' | 'digest'>;

/**
 * Prepares the question which copies an article leaves that has another text or URL now, or is gone (null): those that were
 * refused for its sake are articles of their own from then on.
 */
export function copiesLeft(
  sources: Pick<SourceStore, 'brokenAs'>,
): (before: Version, after: Version | null) => string[] {
  return ({ row, digest }, after) =>
    digest === after?.digest && row.path === after.row.path
      ? []
      : sources.brokenAs(digest).filter((file) => file !== after?.row.file);
}
