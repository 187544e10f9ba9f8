import { toSitePath } from '../site-path.ts';
import { oldQueryOf } from './old-query.ts';

/**
 * The address of this site that a text means, in the one form in which old addresses are kept and looked up: a path as
 * toSitePath gives it, and behind it the query of `/?p=123` and its like, of which `/index.php` is the front page. Every
 * other query is dropped. Null for the front page alone, and for what is no path.
 */
export function toOldAddress(text: string): string | null {
  const path = toSitePath(text);
  if (path === null) return null;
  const query = oldQueryOf(text.replace(/#.*$/, ''));
  if (query !== null) return (isFrontPage(path) ? '/' : path) + query;
  return path === '/' ? null : path;
}

const isFrontPage = (path: string): boolean => path === '/' || path === '/index.php';
