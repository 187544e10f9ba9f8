import type { DatabaseSync } from 'node:sqlite';
import type { Position } from '../../problems/line-index.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import type { ArticleLinks } from './article-links.ts';
import type { ArticleRow } from '../store/article-row.ts';
import { requiredText } from '../sqlite/columns.ts';

/**
 * Prepares the warnings about aliases that lead elsewhere: to an article or standing page that has that URL
 * or had it, or to an earlier article with the same alias.
 */
export function aliasProblems(
  database: DatabaseSync,
  links: ArticleLinks,
): (row: ArticleRow, places: ReadonlyMap<string, Position>) => Problem[] {
  const urlOwner = database.prepare(
    `SELECT file FROM article WHERE path = :path AND is_draft = 0
     UNION ALL SELECT file FROM standing_page WHERE path = :path AND is_draft = 0 LIMIT 1`,
  );
  const aliasOwner = database.prepare(
    `SELECT file FROM article_alias AS alias JOIN article ON article.key = alias.article_key
     WHERE alias.path = :path AND alias.rank = 0 ORDER BY published_ms, id LIMIT 1`,
  );
  return ({ id, file, aliases }, places) => {
    const log = createProblemLog(file);
    for (const path of aliases) {
      const url = urlOwner.get({ path });
      const alias = aliasOwner.get({ path });
      const keeper = links.keeperOf(path, id);
      if (url !== undefined) log.warn(urlOf(path, requiredText(url, 'file')), places.get(path));
      else if (keeper !== null) log.warn(oldUrlOf(path, keeper), places.get(path));
      else if (alias !== undefined && requiredText(alias, 'file') !== file) {
        log.warn(aliasOf(path, file, requiredText(alias, 'file')), places.get(path));
      }
    }
    return log.list();
  };
}

const urlOf = (alias: string, owner: string) => ({
  code: 'alias-taken',
  message: `aliases: ${quoteText(alias)} is the URL of ${owner}; it was ignored.`,
  hint: 'Remove it, or give that file another "slug: …".',
});

const oldUrlOf = (alias: string, owner: string) => ({
  code: 'alias-taken',
  message: `aliases: ${quoteText(alias)} was the URL of ${owner} and leads there; it was ignored.`,
  hint: 'Remove it.',
});

const aliasOf = (alias: string, file: string, owner: string) => ({
  code: 'alias-taken',
  message: `aliases: ${file} and ${owner} both have ${quoteText(alias)}; it leads to ${owner}.`,
  hint: 'Remove it from one of the two.',
});
