import type { DatabaseSync } from 'node:sqlite';
import type { Article, StandingPage } from '../domain/article.ts';
import { asOf } from '../domain/as-of.ts';
import { visibilityAt } from '../domain/visibility.ts';
import { requiredText } from './columns.ts';
import { parseTeaser, VISIBLE } from './list-queries.ts';
import type { Teaser } from './teaser.ts';

/** What a path means to a reader at a moment. Drafts and embargoed articles are `unknown`. */
export type Resolution =
  | { readonly kind: 'article'; readonly article: Article }
  | { readonly kind: 'moved'; readonly path: string }
  | { readonly kind: 'gone'; readonly title: string }
  | { readonly kind: 'unknown' };

/** The articles published just before and just after one, in its section. */
export interface Neighbours {
  readonly previous: Teaser | null;
  readonly next: Teaser | null;
}

/** Queries about one article or one standing page. Times are milliseconds since 1970. */
export interface ArticleQueries {
  resolve(path: string, now: number): Resolution;
  neighbours(article: Article, now: number): Neighbours;
  /** Whole articles, newest first, for feeds. */
  newestArticles(limit: number, now: number): readonly Article[];
  standingPage(path: string): StandingPage | null;
  /** Title and path of each standing page, in the footer's order. */
  standingPages(): readonly Pick<StandingPage, 'path' | 'title'>[];
}

/** Prepares the queries about single articles and standing pages. */
export function articleQueries(database: DatabaseSync): ArticleQueries {
  const byPath = database.prepare('SELECT record, body_html FROM article WHERE path = ?');
  const byAlias = database.prepare(
    `SELECT article.record, article.body_html FROM article_alias AS alias
     JOIN article ON article.id = alias.article_id WHERE alias.path = ?`,
  );
  const neighbour = (comparison: '<' | '>', order: 'ASC' | 'DESC') =>
    database.prepare(
      `SELECT teaser FROM article
       WHERE section = :section AND (published_ms, id) ${comparison} (:published, :id) AND ${VISIBLE}
       ORDER BY published_ms ${order}, id ${order} LIMIT 1`,
    );
  const before = neighbour('<', 'DESC');
  const after = neighbour('>', 'ASC');
  const newest = database.prepare(
    `SELECT record, body_html FROM article WHERE ${VISIBLE}
     ORDER BY published_ms DESC, id DESC LIMIT :limit`,
  );
  const pageByPath = database.prepare(
    'SELECT record, body_html FROM standing_page WHERE path = ? AND is_draft = 0',
  );
  const pageList = database.prepare(
    'SELECT path, title FROM standing_page WHERE is_draft = 0 ORDER BY position, title',
  );

  return {
    resolve(path, now) {
      const row = byPath.get(path) ?? byAlias.get(path);
      if (row === undefined) return { kind: 'unknown' };
      const article = withBody<Article>(row);
      const visibility = visibilityAt(article, now);
      if (visibility === 'expired') return { kind: 'gone', title: article.title };
      if (visibility !== 'live') return { kind: 'unknown' };
      return article.path === path
        ? { kind: 'article', article: asOf(article, now) }
        : { kind: 'moved', path: article.path };
    },
    neighbours({ id, section, published }, now) {
      if (section === null) return { previous: null, next: null };
      const parameters = { section, published: published.epochMs, id, now };
      return {
        previous: parseTeaser(before.get(parameters)),
        next: parseTeaser(after.get(parameters)),
      };
    },
    newestArticles(limit, now) {
      return newest.all({ limit, now }).map((row) => asOf(withBody<Article>(row), now));
    },
    standingPage(path) {
      const row = pageByPath.get(path);
      return row === undefined ? null : withBody<StandingPage>(row);
    },
    standingPages() {
      return pageList
        .all()
        .map((row) => ({ path: requiredText(row, 'path'), title: requiredText(row, 'title') }));
    },
  };
}

/** Puts a record of our own writing together again; it was typed when it was stored. */
function withBody<T extends { bodyHtml: string }>(row: Record<string, unknown>): T {
  return { ...JSON.parse(requiredText(row, 'record')), bodyHtml: requiredText(row, 'body_html') } as T;
}
