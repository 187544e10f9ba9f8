import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Article, ArticleRecord, Correction } from '../../domain/article.ts';
import type { AiPreferences } from '../../domain/machines/ai-preferences.ts';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE, VISIBLE_IN } from '../store/visible.ts';
import { articleAsOf, type BodyDeps, parseRecord, recordAsOf, WHOLE_COLUMNS } from './record-as-of.ts';

/** Whose stories a feed holds. */
export type FeedArticlesScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'section' | 'topic' | 'author'; readonly slug: string };

/** One correction of an article. */
export interface CorrectedArticle {
  readonly article: ArticleRecord;
  readonly correction: Correction;
}

/** What the file of an article says that machines may do with it. */
export interface AiException {
  readonly path: string;
  readonly ai: AiPreferences;
}

/** An article with the Markdown of its body, read as our own where its editor wrote another system’s. */
export interface ArticleSource {
  readonly article: ArticleRecord;
  readonly bodyMarkdown: string;
}

/** Queries for feeds and other machines; each reads only what it returns. Times are milliseconds since 1970. */
export interface FeedQueries {
  /** Whole articles, newest first. */
  articlesOf(scope: FeedArticlesScope, limit: number, now: number): readonly Article[];
  /** Corrections made until now, newest first; several of one article are several. */
  newestCorrections(limit: number, now: number): readonly CorrectedArticle[];
  /** Stories of all editions that say for themselves what machines may do with them, newest first. */
  aiExceptions(limit: number, now: number): readonly AiException[];
  /** The source of the article of any edition that readers find at a path; null for none. */
  articleSource(path: string, now: number): ArticleSource | null;
}

/** Reads the Markdown of an article’s body as our own plain Markdown. */
export type ReadPlainMarkdown = (body: string, article: Pick<ArticleRecord, 'file' | 'title'>) => string;

export interface FeedQueryDeps extends BodyDeps {
  readonly plainMarkdown: ReadPlainMarkdown;
}

/** Prepares the queries for feeds of an edition. */
export function feedQueries(database: DatabaseSync, bodies: FeedQueryDeps): (edition: string) => FeedQueries {
  const select = (where: string): StatementSync =>
    database.prepare(
      `SELECT ${WHOLE_COLUMNS} FROM article JOIN article_text ON article_text.article_key = article.key
       WHERE ${where} ${VISIBLE_IN} ORDER BY published_ms DESC, id DESC LIMIT :limit`,
    );
  const all = select('');
  const section = select('section = :slug AND');
  const label = database.prepare(
    `SELECT ${WHOLE_COLUMNS} FROM article_label AS label
     JOIN article ON article.id = label.article_id
     JOIN article_text ON article_text.article_key = article.key
     WHERE label.edition = :edition AND label.kind = :kind AND label.slug = :slug AND label.published_ms <= :now
       AND (article.expires_ms IS NULL OR article.expires_ms > :now)
     ORDER BY label.published_ms DESC, label.article_id DESC LIMIT :limit`,
  );
  // The plus keeps it to the index of corrections, which are few.
  const corrected = database.prepare(
    `SELECT record, corrected_ms FROM article WHERE corrected_ms IS NOT NULL AND +edition = :edition AND ${VISIBLE}
     ORDER BY corrected_ms DESC, id DESC`,
  );
  const source = database.prepare(
    `SELECT record, text, body_start FROM article
     JOIN article_text ON article_text.article_key = article.key WHERE path = :path AND ${VISIBLE}`,
  );

  const preferring = database.prepare(
    `SELECT path, ai FROM article WHERE ai IS NOT NULL AND ${VISIBLE}
     ORDER BY published_ms DESC, id DESC LIMIT :limit`,
  );

  const rowsOf = (edition: string, scope: FeedArticlesScope, limit: number, now: number) => {
    const slice = { edition, limit, now };
    switch (scope.kind) {
      case 'all':
        return all.all(slice);
      case 'section':
        return section.all({ slug: scope.slug, ...slice });
      default:
        return label.all({ kind: scope.kind, slug: scope.slug, ...slice });
    }
  };
  return (edition) => ({
    articlesOf(scope, limit, now) {
      return rowsOf(edition, scope, limit, now).map((row) => articleAsOf(row, bodies, now));
    },
    newestCorrections(limit, now) {
      const found: CorrectedArticle[] = [];
      let open: number[] = [];
      for (const row of corrected.iterate({ edition, now })) {
        // Corrections of this article and of all after it are no newer than this.
        const newestLeft = Number(row['corrected_ms']);
        open = open.filter((moment) => moment < newestLeft);
        if (found.length - open.length >= limit) break;
        const article = parseRecord(row);
        for (const correction of article.corrections) {
          if (correction.date.epochMs > now) continue;
          found.push({ article, correction });
          open.push(correction.date.epochMs);
        }
      }
      return found
        .sort((a, b) => b.correction.date.epochMs - a.correction.date.epochMs)
        .slice(0, Math.max(0, limit));
    },
    aiExceptions(limit, now) {
      return preferring.all({ limit, now }).map((row) => ({
        path: requiredText(row, 'path'),
        ai: JSON.parse(requiredText(row, 'ai')) as AiPreferences,
      }));
    },
    articleSource(path, now) {
      const row = source.get({ path, now });
      if (row === undefined) return null;
      const article = recordAsOf(row, now);
      const body = requiredText(row, 'text').slice(Number(row['body_start']));
      return { article, bodyMarkdown: bodies.plainMarkdown(body, article) };
    },
  });
}
