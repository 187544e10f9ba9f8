import { basename, dirname } from 'node:path';
import type { ArticleStore, StoredArticle } from '../store/article-store.ts';
import type { FileRead } from './file-read.ts';
import type { SourceStore } from '../store/source-store.ts';

export interface VacateDeps {
  readonly articles: ArticleStore;
  readonly sources: SourceStore;
  readonly isGone: (file: string) => boolean;
}

/**
 * Takes an article out of its file, in which another has moved. Until its own new file is found it stands
 * under a name beside it that nobody gives; as no such file is there, it is taken down like any that is gone.
 */
export function vacateFile({ key, row, digest }: StoredArticle, { articles, sources }: VacateDeps): void {
  const file = `${dirname(row.file)}/${key} moved out of ${basename(row.file)}`;
  const nothing = { mtimeMs: -1, sizeBytes: 0, wanted: null, problems: [] };
  articles.rename(key, file);
  sources.put({ file, digest, ...nothing });
}

/**
 * Lets a broken file that has another name take its last good version with it. Returns the article as it
 * was; null where none is known by the broken text.
 */
export function moveBroken({ file, digest }: FileRead, deps: VacateDeps): StoredArticle | null {
  const { articles, sources, isGone } = deps;
  // A file that cannot be read has no digest by which it could be known.
  if (digest === '' || articles.ofFile(file) !== null) return null;
  const before = sources.brokenAs(digest).find((other) => other !== file && isGone(other));
  const article = before === undefined ? null : articles.ofFile(before);
  if (before === undefined || article === null) return null;
  articles.rename(article.key, file);
  sources.remove(before);
  return article;
}
