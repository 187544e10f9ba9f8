import type { DatabaseSync } from 'node:sqlite';
import { linkQueries } from '../../src/catalog/read/link-queries.ts';
import { type Catalog, createCatalogReader } from '../../src/catalog/read/catalog.ts';
import { type FeedQueries, feedQueries } from '../../src/catalog/read/feed-queries.ts';
import { bodyRenderer, type RenderStoredBody } from '../../src/catalog/read/render-stored-body.ts';
import { type SitemapQueries, sitemapQueries } from '../../src/catalog/read/sitemap-queries.ts';
import type { Article, ArticleRecord } from '../../src/domain/article.ts';
import { lastModified } from '../../src/domain/last-modified.ts';
import type { FeedContext } from '../../src/feeds/build-feed-model.ts';
import { wordsOf } from '../../src/words/words-of.ts';
import { openSampleDesk, readSample, SAMPLE_NOW, type SampleContent } from '../support/sample-catalog.ts';
import { SAMPLE_SITE } from '../support/sample-site.ts';

export type FeedCatalog = Catalog & FeedQueries & SitemapQueries;

/** What feeds, sitemaps and the other builders are made from. */
export type DeskContext = Omit<FeedContext, 'catalog'> & { readonly catalog: FeedCatalog };

/** Gives a filled catalog the columns and indexes of changes, where its schema has none. */
export function addChanges(database: DatabaseSync): void {
  const columns = database.prepare("SELECT name FROM pragma_table_info('article')").all();
  if (columns.some(({ name }) => name === 'modified_ms')) return;
  const parse = (record: unknown) => JSON.parse(String(record)) as ArticleRecord;
  const corrected = ({ corrections }: ArticleRecord): number | null =>
    corrections.length === 0 ? null : Math.max(...corrections.map(({ date }) => date.epochMs));
  database.function('modified_of', (record) => lastModified(parse(record)).epochMs);
  database.function('corrected_of', (record) => corrected(parse(record)));
  database.exec(`
    ALTER TABLE article ADD COLUMN modified_ms INTEGER;
    ALTER TABLE article ADD COLUMN corrected_ms INTEGER;
    UPDATE article SET modified_ms = modified_of(record), corrected_ms = corrected_of(record);
    CREATE INDEX article_modified ON article (substr(published_day, 1, 7) DESC, modified_ms DESC)
      WHERE is_draft = 0;
    CREATE INDEX article_corrected ON article (corrected_ms DESC, id DESC)
      WHERE is_draft = 0 AND corrected_ms IS NOT NULL;`);
}

/** Every query over a filled catalog. */
export function readAll(database: DatabaseSync, renderBody: RenderStoredBody): FeedCatalog {
  addChanges(database);
  const plainMarkdown = (body: string): string => body;
  const reader = createCatalogReader(database, {
    ownerOf: () => null,
    ownerOfFile: () => null,
    renderBody,
    plainMarkdown,
  });
  return {
    ...reader.read((catalog) => catalog),
    ...feedQueries(database, { renderBody, plainMarkdown, links: linkQueries(database, () => null) }),
    ...sitemapQueries(database),
  };
}

const keptBody = bodyRenderer(() => {
  throw new Error('a sample keeps the bodies that it was given');
});

/** A catalog in memory that holds the given content, with its database. */
export function openFeedDesk({ articles = [], ...rest }: SampleContent): {
  readonly database: DatabaseSync;
  readonly catalog: FeedCatalog;
} {
  const { publisher, database } = openSampleDesk();
  publisher.publish(
    { ...rest, reads: articles.map((article: Article) => readSample(article)) },
    SAMPLE_NOW - 60_000,
  );
  return { database, catalog: readAll(database, keptBody) };
}

/** The context of builders at noon of 20 July 2016, unless told otherwise. */
export function deskContext(content: SampleContent, given: Partial<DeskContext> = {}): DeskContext {
  return {
    site: SAMPLE_SITE,
    at: (path) => path,
    words: wordsOf(given.site ?? SAMPLE_SITE, {}),
    catalog: openFeedDesk(content).catalog,
    origin: 'https://courier.test',
    now: SAMPLE_NOW,
    hubs: [],
    picture: () => null,
    ...given,
  };
}
