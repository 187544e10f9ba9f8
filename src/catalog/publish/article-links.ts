import type { DatabaseSync } from 'node:sqlite';
import { articleKey, pageOwner } from '../../domain/surrogate-keys.ts';
import { isArticlePath } from '../../domain/urls.ts';
import type { ArticleRow } from '../store/article-row.ts';
import type { Permalink, PermalinkLedger } from '../permalinks/permalink.ts';

/** What of an article's addresses is its own. */
export interface ArticleLinks {
  /** The URLs by which readers find an article: its path, and those aliases that lead to it. */
  of(row: Pick<ArticleRow, 'id' | 'file' | 'path' | 'aliases'>): Permalink[];
  /**
   * Of old addresses that the catalog knows no more, as their article has another name, is gone, or site.yaml another
   * pattern: those that nobody else has. One in the shape of an article's own is left to the article that may ask for it.
   */
  ofOldPaths(row: Pick<ArticleRow, 'id' | 'file' | 'oldPaths'>): Permalink[];
  /**
   * The file whose article or page keeps a path that the article `id` names as an alias: it had the path
   * as its own URL, and is still there. Null where the alias may lead to that article.
   */
  keeperOf(path: string, id: string): string | null;
}

/** Prepares the questions over an open catalog and its ledger. */
export function articleLinks(database: DatabaseSync, ledger: PermalinkLedger): ArticleLinks {
  const owner = database.prepare(
    `SELECT 1 FROM article WHERE path = :path AND is_draft = 0
     UNION ALL SELECT 1 FROM standing_page WHERE path = :path AND is_draft = 0 LIMIT 1`,
  );
  const anyone = database.prepare(
    `SELECT 1 FROM article WHERE path = :path UNION ALL SELECT 1 FROM standing_page WHERE path = :path
     UNION ALL SELECT 1 FROM article_alias WHERE path = :path LIMIT 1`,
  );
  const article = database.prepare('SELECT 1 FROM article WHERE id = ?');
  const page = database.prepare('SELECT 1 FROM standing_page WHERE file = ? AND is_draft = 0');

  const keeperOf = (path: string, id: string): string | null => {
    const past = ledger.latestOfPath(path);
    if (past === null || past.owner === articleKey(id)) return null;
    if (past.owner.startsWith(PAGE)) {
      return page.get(past.owner.slice(PAGE.length)) === undefined ? null : past.file;
    }
    // Of addresses of other shapes, which only aliases have, the last file to name one has it.
    if (!isArticlePath(path)) return null;
    return article.get(past.owner.slice(ARTICLE.length)) === undefined ? null : past.file;
  };
  const isUnowned = (path: string, id: string): boolean => {
    const past = ledger.latestOfPath(path);
    return past === null || past.owner === articleKey(id);
  };
  const ofOldPaths = ({ id, file, oldPaths }: Pick<ArticleRow, 'id' | 'file' | 'oldPaths'>): Permalink[] =>
    oldPaths
      .filter((path) => !isArticlePath(path) && anyone.get({ path }) === undefined && isUnowned(path, id))
      .map((path) => ({ path, owner: articleKey(id), file }));
  return {
    keeperOf,
    ofOldPaths,
    of({ id, file, path, aliases }) {
      const led = aliases.filter(
        (alias) => owner.get({ path: alias }) === undefined && keeperOf(alias, id) === null,
      );
      return [path, ...led].map((one) => ({ path: one, owner: articleKey(id), file }));
    },
  };
}

const ARTICLE = articleKey('');
const PAGE = pageOwner('');
