import type { Article, ArticleRecord } from '../../domain/article.ts';
import { readArticleText } from '../store/article-store.ts';
import { requiredText } from '../sqlite/columns.ts';
import { fillLinks } from './fill-links.ts';
import type { LinkQueries } from './link-queries.ts';
import type { RenderStoredBody } from './render-stored-body.ts';

/** The columns of a whole article, from `article JOIN article_text`. */
export const WHOLE_COLUMNS = 'record, digest, text, body_start, body_html, word_count';

/** What a whole article is made with. */
export interface BodyDeps {
  readonly renderBody: RenderStoredBody;
  readonly links: LinkQueries;
}

/** The whole article of a row with `WHOLE_COLUMNS` as it stands at `now`, its links to files led to where those are then. */
export function articleAsOf(
  row: Record<string, unknown>,
  { renderBody, links }: BodyDeps,
  now: number,
): Article {
  const record = parseRecord(row);
  const body = renderBody(record, { digest: requiredText(row, 'digest'), ...readArticleText(row) });
  return asOf(fillLinks({ ...record, ...body }, record.file, links, now), now);
}

/** The article of a row's `record` as it stands at `now`: later updates and corrections are not yet made. */
export function recordAsOf(row: Record<string, unknown>, now: number): ArticleRecord {
  return asOf(parseRecord(row), now);
}

/**
 * An article, with or without its body, as it stands at a moment (milliseconds since 1970): later updates and
 * corrections are not yet made.
 */
function asOf<Given extends Pick<Article, 'updated' | 'corrections'>>(article: Given, now: number): Given {
  const { updated, corrections } = article;
  return {
    ...article,
    updated: updated !== null && updated.epochMs > now ? null : updated,
    corrections: corrections.filter(({ date }) => date.epochMs <= now),
  };
}

/** Reads a record of our own writing; it was typed when it was stored. */
export const parseRecord = (row: Record<string, unknown>): ArticleRecord =>
  JSON.parse(requiredText(row, 'record')) as ArticleRecord;
