import type { DatabaseSync } from 'node:sqlite';
import type { Article, ArticleRecord, StandingPage } from '../../domain/article.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import { articleKey, pageOwner } from '../../domain/surrogate-keys.ts';
import { isArticlePath } from '../../domain/urls.ts';
import { visibilityAt } from '../../domain/visibility.ts';
import { requiredText } from '../sqlite/columns.ts';
import { fillLinks } from './fill-links.ts';
import type { LinkQueries } from './link-queries.ts';
import { parseTeaser } from './list-queries.ts';
import { neighbourSql } from './neighbours.ts';
import { articleAsOf, parseRecord, WHOLE_COLUMNS } from './record-as-of.ts';
import type { RenderStoredBody } from './render-stored-body.ts';
import type { Teaser } from '../store/teaser.ts';
import { VISIBLE } from '../store/visible.ts';
import { readStandingPage } from '../store/write-folder-lists.ts';

/**
 * What a path means to a reader at a moment. Drafts and embargoed articles are `unknown`, unless they had
 * been published before: then their URL is `gone`. A title is told where the article says when it ends.
 */
export type Resolution =
  | { readonly kind: 'article'; readonly article: Article }
  | { readonly kind: 'moved'; readonly path: string }
  | { readonly kind: 'gone'; readonly title: string | null }
  | { readonly kind: 'unknown' };

/** Queries about one article or one standing page. Times are milliseconds since 1970. */
export interface ArticleQueries {
  resolve(path: string, now: number): Resolution;
  /** The article that was published before this one in its section: where its readers go on. Null for none. */
  nextInSection(article: ArticleRecord, now: number): Teaser | null;
  standingPage(path: string, now: number): StandingPage | null;
  /** Title and path of each standing page, in the footer's order. */
  standingPages(): readonly Pick<StandingPage, 'path' | 'title'>[];
}

export interface ArticleQueryDeps {
  readonly renderBody: RenderStoredBody;
  /** Whose URL a path is or was, by the permalink ledger: `article:ID`, `page:FILE`, or null. */
  readonly ownerOf: (path: string) => string | null;
  readonly links: LinkQueries;
}

const WHOLE = `SELECT ${WHOLE_COLUMNS}
  FROM article JOIN article_text ON article_text.article_key = article.key`;

/** Prepares the queries about single articles and standing pages; `standingPages` lists those of an edition. */
export function articleQueries(
  database: DatabaseSync,
  deps: ArticleQueryDeps,
): (edition: string) => ArticleQueries {
  const { renderBody, ownerOf, links } = deps;
  const byPath = database.prepare(`${WHOLE} WHERE path = ?`);
  // Articles without drafts, those that readers see before others, then the earliest: as articles contend for a URL.
  const byAlias = database.prepare(
    `SELECT article.id, alias.rank, record FROM article_alias AS alias JOIN article ON article.key = alias.article_key
     WHERE alias.path = :path ORDER BY NOT (${VISIBLE}), alias.rank, article.published_ms, article.id LIMIT 1`,
  );
  const byId = database.prepare('SELECT record FROM article WHERE id = ?');
  const before = database.prepare(neighbourSql('teaser', '<', 'DESC'));
  const pageByPath = database.prepare(
    'SELECT record, body_html FROM standing_page WHERE path = ? AND is_draft = 0',
  );
  const pageByFile = database.prepare('SELECT path FROM standing_page WHERE file = ? AND is_draft = 0');
  const pageList = database.prepare(
    'SELECT path, title FROM standing_page WHERE edition = ? AND is_draft = 0 ORDER BY position, title, path',
  );

  const leadTo = (record: ArticleRecord | null, path: string, now: number): Resolution => {
    if (record === null) return { kind: 'unknown' };
    const visibility = visibilityAt(record, now);
    if (visibility === 'expired') return { kind: 'gone', title: record.title };
    return visibility === 'live' && record.path !== path
      ? { kind: 'moved', path: record.path }
      : { kind: 'unknown' };
  };
  const resolvePast = (path: string, now: number): Resolution => {
    const owner = ownerOf(path);
    if (owner === null) return { kind: 'unknown' };
    const page = owner.startsWith(PAGE) ? pageByFile.get(owner.slice(PAGE.length)) : undefined;
    if (page !== undefined) return { kind: 'moved', path: requiredText(page, 'path') };
    const led = owner.startsWith(ARTICLE)
      ? leadTo(readRecord(byId.get(owner.slice(ARTICLE.length))), path, now)
      : { kind: 'unknown' as const };
    return led.kind === 'unknown' ? { kind: 'gone', title: null } : led;
  };

  /**
   * Whether a path was another's own URL, which no alias takes from it while it is there, or another's in any way, where
   * the alias is made by a pattern of site.yaml.
   */
  const isKept = (path: string, alias: Record<string, unknown>): boolean => {
    const owner = ownerOf(path);
    if (owner === null || owner === articleKey(requiredText(alias, 'id'))) return false;
    return owner.startsWith(PAGE) || isArticlePath(path) || Number(alias['rank']) > 0;
  };

  return (edition) => ({
    resolve(path, now) {
      const own = byPath.get(path);
      const record = readRecord(own);
      if (own !== undefined && record !== null && visibilityAt(record, now) === 'live') {
        return { kind: 'article', article: articleAsOf(own, { renderBody, links }, now) };
      }
      const alias = own === undefined ? byAlias.get({ path, now }) : undefined;
      if (alias !== undefined && isKept(path, alias)) {
        const kept = resolvePast(path, now);
        if (kept.kind === 'moved') return kept;
      }
      const led = leadTo(record ?? readRecord(alias), path, now);
      return led.kind === 'unknown' ? resolvePast(path, now) : led;
    },
    nextInSection({ id, edition: own = OWN_EDITION, section, published }, now) {
      if (section === null) return null;
      return parseTeaser(before.get({ edition: own, section, published: published.epochMs, id, now }));
    },
    standingPage(path, now) {
      const row = pageByPath.get(path);
      const page = row === undefined ? null : readStandingPage(row);
      return page && fillLinks(page, page.file, links, now);
    },
    standingPages() {
      return pageList
        .all(edition)
        .map((row) => ({ path: requiredText(row, 'path'), title: requiredText(row, 'title') }));
    },
  });
}

const ARTICLE = articleKey('');
const PAGE = pageOwner('');

const readRecord = (row: Record<string, unknown> | undefined): ArticleRecord | null =>
  row === undefined ? null : parseRecord(row);
