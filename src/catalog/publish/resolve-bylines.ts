import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRecord, Byline, NamedPage } from '../../domain/article.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { type ArticleRow, toArticleRow } from '../store/article-row.ts';
import { requiredText } from '../sqlite/columns.ts';
import type { ReadArticle } from './file-read.ts';
import { withAuthorTokens } from '../search/search-entry.ts';

/** Whom a byline means, where the file of an author has its id or its name. */
type FindAuthor = (alias: string) => NamedPage | null;

/** Prepares finding those who have profiles by the slugs of bylines. */
function authorFinder(database: DatabaseSync): FindAuthor {
  const find = database.prepare('SELECT slug, name FROM author_alias WHERE alias = ?');
  return (alias) => {
    const row = find.get(alias);
    return row === undefined ? null : { name: requiredText(row, 'name'), slug: requiredText(row, 'slug') };
  };
}

/** Prepares showing an article's authors by the names of their profiles; the same row where they stay as written. */
export function createBylineResolver(database: DatabaseSync): (row: ArticleRow) => ArticleRow {
  const find = authorFinder(database);
  return (row) => {
    const isAsWritten =
      row.bylines === null &&
      row.labels.every(({ kind, slug, name }) => {
        const author = kind === 'author' ? find(slug) : null;
        return author === null || (author.slug === slug && author.name === name);
      });
    if (isAsWritten) return row;
    const record = JSON.parse(row.record) as ArticleRecord;
    const written = record.bylines ?? record.authors;
    const authors = new Map<string, NamedPage>();
    for (const byline of written) {
      const author = whoIs(byline, find) ?? plainName(byline);
      if (author !== null && !authors.has(author.slug)) authors.set(author.slug, author);
    }
    const { bylines: _before, ...rest } = record;
    const shown = [...authors.values()];
    const isSame = JSON.stringify(shown) === JSON.stringify(written);
    return toArticleRow({ ...rest, authors: shown, ...(isSame ? {} : { bylines: written }) });
  };
}

/** The same of an article that was read, with what search knows of it. */
export function resolveRead(article: ReadArticle, resolve: (row: ArticleRow) => ArticleRow): ReadArticle {
  const row = resolve(article.row);
  if (row === article.row) return article;
  const { text } = article;
  if (text.search === null) return { ...article, row };
  const document = withAuthorTokens(text.search.document, row.labels);
  return { ...article, row, text: { ...text, search: { ...text.search, document } } };
}

function whoIs({ slug, ids = [] }: Byline, find: FindAuthor): NamedPage | null {
  for (const alias of [...ids, slug]) {
    const author = find(alias);
    if (author !== null) return author;
  }
  return null;
}

const plainName = ({ name, slug, idAt }: Byline): NamedPage | null =>
  idAt === undefined ? { name, slug } : null;

/** The code of the warning of an id that is nobody's, by which it is known again when an author's file has come. */
export const UNKNOWN_ID = 'author-id-unknown';

/** Prepares the warnings about bylines that are ids of nobody who has a profile. */
export function bylineProblems(database: DatabaseSync): (row: ArticleRow) => Problem[] {
  const find = authorFinder(database);
  return ({ file, bylines }) => {
    const log = createProblemLog(file);
    for (const byline of bylines ?? []) {
      if (byline.idAt === undefined || whoIs(byline, find) !== null) continue;
      log.warn(
        {
          code: UNKNOWN_ID,
          message: `authors: ${quoteText(byline.name)} is an id, not a name, and no author’s file has it; it was left out.`,
          hint: `Write the author’s name, or add "id: ${byline.name}" to the author’s file in content/authors.`,
          about: byline.name,
        },
        byline.idAt,
      );
    }
    return log.list();
  };
}
