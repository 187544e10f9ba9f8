import type { DatabaseSync } from 'node:sqlite';
import { eachFolder } from '../content/source/list-files.ts';
import { ARTICLES, MARKDOWN } from './folders.ts';
import type { PublishLog } from './publish-log.ts';

/** So many articles are never removed all together. */
const MASS = 10;

/**
 * Makes the judge of files that are gone: a folder without any article is a disk that is not there, and
 * not what an editor wants. Then nothing is removed, and the log says so once.
 */
export function removalGuard(
  contentDir: string,
  database: DatabaseSync,
  log: PublishLog,
): (gone: readonly string[]) => readonly string[] {
  const count = database.prepare('SELECT count(*) AS count FROM article');
  let isTold = false;
  return (gone) => {
    if (gone.length === 0) return gone;
    const articles = Number(count.get()?.['count']);
    if (articles < MASS || hasArticles(contentDir)) {
      isTold = false;
      return gone;
    }
    if (!isTold) log.allGone(articles);
    isTold = true;
    return [];
  };
}

function hasArticles(contentDir: string): boolean {
  for (const { files } of eachFolder(contentDir, ARTICLES, MARKDOWN)) if (files.length > 0) return true;
  return false;
}
