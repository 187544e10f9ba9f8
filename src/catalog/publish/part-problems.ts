import type { DatabaseSync } from 'node:sqlite';
import type { Position } from '../../problems/line-index.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import type { ArticleRow } from '../store/article-row.ts';
import { requiredText } from '../sqlite/columns.ts';

/** Prepares the question which other files give an article's part of its series the same number; in order. */
export function samePart(database: DatabaseSync): (row: ArticleRow) => string[] {
  const sharing = database.prepare(
    `SELECT article.file FROM article_series AS place JOIN article ON article.id = place.article_id
     WHERE place.edition = ? AND place.slug = ? AND place.part = ? ORDER BY place.published_ms, place.article_id LIMIT 20`,
  );
  return ({ edition, series, file, isDraft }) => {
    if (series === null || series.part === null || isDraft) return [];
    return sharing
      .all(edition, series.slug, series.part)
      .map((row) => requiredText(row, 'file'))
      .filter((other) => other !== file);
  };
}

/** Prepares the warning about a part of a series whose number another article has. */
export function partProblems(database: DatabaseSync): (row: ArticleRow, place: Position | null) => Problem[] {
  const othersOf = samePart(database);
  return (row, place) => {
    const [other] = othersOf(row);
    if (other === undefined || row.series === null) return [];
    const { name, part } = row.series;
    const log = createProblemLog(row.file);
    log.warn(
      {
        code: 'part-taken',
        message: `series: ${other} is part ${part} of ${quoteText(name)} as well; both are shown, the earlier one first.`,
        hint: 'Give one of the two another "part: …".',
      },
      place ?? undefined,
    );
    return log.list();
  };
}
