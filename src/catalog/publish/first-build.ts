import type { DatabaseSync } from 'node:sqlite';
import { articleKey, pageOwner } from '../../domain/surrogate-keys.ts';
import { articleLinks } from './article-links.ts';
import type { ArticleRow } from '../store/article-row.ts';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE } from '../store/visible.ts';
import type { Permalink, PermalinkLedger } from '../permalinks/permalink.ts';
import { UNNUMBERED } from '../store/series-order.ts';

/** Every URL that readers find at `now`, for the ledger, read as it is asked for. */
export function* visibleLinks(
  database: DatabaseSync,
  ledger: PermalinkLedger,
  now: number,
): Generator<Permalink> {
  const links = articleLinks(database, ledger);
  const articles = database.prepare(`SELECT id, file, path FROM article WHERE ${VISIBLE}`);
  for (const row of articles.iterate({ now })) {
    const { id, file, path } = readOwner(row);
    yield { path, owner: articleKey(id), file };
  }
  const pages = database.prepare('SELECT path, file FROM standing_page WHERE is_draft = 0');
  for (const row of pages.iterate()) {
    const file = requiredText(row, 'file');
    yield { path: requiredText(row, 'path'), owner: pageOwner(file), file };
  }
  const aliases = database.prepare(
    `SELECT article.id, article.file, alias.path FROM article_alias AS alias
     JOIN article ON article.key = alias.article_key
     WHERE ${VISIBLE} AND alias.rank = 0 AND NOT EXISTS (SELECT 1 FROM article AS other WHERE other.path = alias.path)
       AND NOT EXISTS (SELECT 1 FROM standing_page AS page WHERE page.path = alias.path)
     ORDER BY article.published_ms DESC, article.id DESC`,
  );
  for (const row of aliases.iterate({ now })) {
    const { id, file, path } = readOwner(row);
    if (links.keeperOf(path, id) === null) yield { path, owner: articleKey(id), file };
  }
}

/**
 * Files that have to be read once more when all are in, sorted: those that did not get what they asked for, which
 * get something of their own now, and those with an alias or a part of a series that another has, to be told.
 */
export function unresolvedFiles(database: DatabaseSync): string[] {
  const rows = database
    .prepare(
      `SELECT folder || '/' || name AS file FROM source WHERE wanted_path IS NOT NULL
       UNION
       SELECT article.file FROM article_alias AS alias JOIN article ON article.key = alias.article_key
       WHERE alias.rank = 0 AND (EXISTS (SELECT 1 FROM article AS other WHERE other.path = alias.path)
         OR EXISTS (SELECT 1 FROM standing_page AS page WHERE page.path = alias.path)
         OR EXISTS (SELECT 1 FROM article_alias AS second
                    WHERE second.path = alias.path AND second.rank = 0
                      AND second.article_key <> alias.article_key))
       UNION
       SELECT article.file FROM article_series AS place JOIN article ON article.id = place.article_id
       WHERE EXISTS (SELECT 1 FROM article_series AS second
                     WHERE second.edition = place.edition AND second.slug = place.slug AND second.part = place.part
                       AND second.part < ${UNNUMBERED} AND second.article_id <> place.article_id)`,
    )
    .all();
  return rows.map((row) => requiredText(row, 'file')).sort();
}

function readOwner(row: Record<string, unknown>): Pick<ArticleRow, 'id' | 'file' | 'path'> {
  return {
    id: requiredText(row, 'id'),
    file: requiredText(row, 'file'),
    path: requiredText(row, 'path'),
  };
}
