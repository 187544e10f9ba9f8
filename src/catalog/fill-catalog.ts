import type { DatabaseSync } from 'node:sqlite';
import type { Article, StandingPage } from '../domain/article.ts';
import type { PartnerOutlet, TopStoryPin } from '../domain/sidebar.ts';
import { type Teaser, teaserOf } from './teaser.ts';

/** Everything the content folder says, parsed. */
export interface CatalogContent {
  readonly articles: readonly Article[];
  readonly standingPages: readonly StandingPage[];
  readonly topStories: readonly TopStoryPin[];
  readonly partners: readonly PartnerOutlet[];
}

/**
 * Writes a whole content folder into an empty catalog, in one transaction: all of it or nothing.
 * @throws Error from SQLite when two articles share an id, file or path; parsing has ruled that out.
 */
export function fillCatalog(database: DatabaseSync, content: CatalogContent): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    insertArticles(database, content.articles);
    insertStandingPages(database, content.standingPages);
    insertSidebar(database, content);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function insertArticles(database: DatabaseSync, articles: readonly Article[]): void {
  const insertArticle = database.prepare(
    `INSERT INTO article (id, file, path, title, section, published_ms, published_day, expires_ms,
       is_draft, teaser, record, body_html)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertLabel = database.prepare(
    `INSERT INTO article_label (kind, slug, published_ms, article_id, name) VALUES (?, ?, ?, ?, ?)`,
  );
  const insertAlias = database.prepare(
    'INSERT OR IGNORE INTO article_alias (path, article_id) VALUES (?, ?)',
  );
  for (const article of articles) {
    const { bodyHtml, ...record } = article;
    const teaser: Teaser = teaserOf(article);
    insertArticle.run(
      article.id,
      article.file,
      article.path,
      article.title,
      article.section,
      article.published.epochMs,
      article.published.day,
      article.expires?.epochMs ?? null,
      article.isDraft ? 1 : 0,
      JSON.stringify(teaser),
      JSON.stringify(record),
      bodyHtml,
    );
    if (article.isDraft) continue;
    for (const alias of article.aliases) insertAlias.run(alias, article.id);
    const labels = [
      ...article.topics.map((topic) => ({ kind: 'topic', ...topic })),
      ...article.authors.map((author) => ({ kind: 'author', ...author })),
    ];
    for (const { kind, slug, name } of labels) {
      insertLabel.run(kind, slug, article.published.epochMs, article.id, name);
    }
  }
}

function insertStandingPages(database: DatabaseSync, pages: readonly StandingPage[]): void {
  const insert = database.prepare(
    `INSERT INTO standing_page (path, title, position, is_draft, record, body_html) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const page of pages) {
    const { bodyHtml, ...record } = page;
    insert.run(page.path, page.title, page.order, page.isDraft ? 1 : 0, JSON.stringify(record), bodyHtml);
  }
}

function insertSidebar(database: DatabaseSync, { topStories, partners }: CatalogContent): void {
  const insertPin = database.prepare(
    'INSERT INTO top_story (position, text, article, url) VALUES (?, ?, ?, ?)',
  );
  topStories.forEach((pin, position) => {
    insertPin.run(position, pin.text, pin.article, pin.url);
  });
  const insertOutlet = database.prepare('INSERT INTO partner_outlet (position, record) VALUES (?, ?)');
  partners.forEach((outlet, position) => {
    insertOutlet.run(position, JSON.stringify(outlet));
  });
}
