import { hash } from 'node:crypto';
import { composed } from '../../domain/names.ts';
import { toSlug } from '../../domain/slug.ts';
import type { ArticleRow } from '../store/article-row.ts';

/** What is longer, in bytes, is left out. */
const MAX_FOLDERS = 100;

/**
 * The paths that an article may have whose own is another's, in the order in which they are tried: with the names of the
 * folders above its file, then with 8 digits of the file's path. They follow from the file alone.
 */
export function distinctPaths({ file, path }: Pick<ArticleRow, 'file' | 'path'>): string[] {
  const folders = file
    .split('/')
    .slice(1, -1)
    .map((folder) => toSlug(folder))
    // Parts of a date are in the path already, and so is the folder that the slug is of.
    .filter((slug) => /\p{L}/u.test(slug) && !path.endsWith(`/${encodeURIComponent(slug)}`));
  const named = encodeURIComponent(folders.join('-'));
  const digits = hash('sha256', composed(file)).slice(0, 8);
  return [...(named === '' || named.length > MAX_FOLDERS ? [] : [named]), digits].map(
    (end) => `${path}-${end}`,
  );
}
