import { editionPath, OWN_EDITION } from '../../src/domain/edition.ts';
import { hash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { DatabaseSync } from 'node:sqlite';
import { toArticleRow } from '../../src/catalog/store/article-row.ts';
import { type Catalog, type CatalogReader, createCatalogReader } from '../../src/catalog/read/catalog.ts';
import type { FileRead } from '../../src/catalog/publish/file-read.ts';
import { makeIndexes, openMemoryCatalog } from '../../src/catalog/store/open-catalog.ts';
import type { PermalinkLedger } from '../../src/catalog/permalinks/permalink.ts';
import { openMemoryPermalinks } from '../../src/catalog/permalinks/ledger.ts';
import { createPublisher, type Publisher } from '../../src/catalog/publish/publisher.ts';
import type { PublishBatch } from '../../src/catalog/publish/outcome/publish-batch.ts';
import { bodyRenderer } from '../../src/catalog/read/render-stored-body.ts';
import { toSearchEntry } from '../../src/catalog/search/search-entry.ts';
import type { Article } from '../../src/domain/article.ts';
import type { PageMoment } from '../../src/http/site-deps.ts';
import type { CardColours } from '../../src/media/cards/card-colours.ts';
import type { PageContext } from '../../src/pages/parts/page-context.ts';
import { readMeasures } from '../../src/render/read-measures.ts';
import { wordsOf } from '../../src/words/words-of.ts';
import { SAMPLE_SITE, sampleMoment } from './sample-site.ts';

/** What a catalog is filled with: articles as they are, the rest as a publish takes it. */
export type SampleContent = Pick<
  PublishBatch,
  'standingPages' | 'authors' | 'topStories' | 'partners' | 'mostRead'
> & {
  readonly articles?: readonly Article[];
};

/** Noon of 20 July 2016 in the sample site's zone. */
export const SAMPLE_NOW = sampleMoment('2016-07-20T12:00').epochMs;

/** Those of the site itself. */
export const SAMPLE_MEASURES = readMeasures(fileURLToPath(new URL('../../public', import.meta.url)));

export const SAMPLE_CARD_COLOURS: CardColours = {
  paper: '#ffffff',
  ink: '#000000',
  muted: '#666666',
  accent: '#990000',
  rule: '#cccccc',
};

/** A finished catalog in memory with its writer. `gone` are files that the folder does not hold. */
export interface SampleDesk {
  readonly database: DatabaseSync;
  readonly ledger: PermalinkLedger;
  readonly publisher: Publisher;
  readonly catalog: Catalog;
  readonly gone: Set<string>;
  /** A reader that has kept no answers yet. */
  openReader(): CatalogReader;
}

/** Opens an empty catalog of the sample site for writing and reading. */
export function openSampleDesk(): SampleDesk {
  const database = openMemoryCatalog();
  makeIndexes(database);
  // As in a first build, so that nothing may rely on them.
  database.exec('PRAGMA foreign_keys = OFF');
  const ledger = openMemoryPermalinks();
  const gone = new Set<string>();
  // As on a disk, where nobody makes a file of the name that vacateFile gives.
  const isGone = (file: string): boolean => gone.has(file) || file.includes(' moved out of ');
  const publisher = createPublisher({ database, ledger, isGone });
  publisher.publish({ site: JSON.stringify(SAMPLE_SITE) }, SAMPLE_NOW);
  const openReader = () =>
    createCatalogReader(database, {
      ownerOf: ledger.ownerOf,
      ownerOfFile: ledger.ownerOfFile,
      plainMarkdown: (body) => body,
      renderBody: bodyRenderer(() => {
        throw new Error('a sample keeps the bodies that it was given');
      }),
    });
  const catalog = openReader().read((opened) => opened);
  return { database, ledger, publisher, catalog, gone, openReader };
}

/** What reading the file of an article would give. */
export function readSample(article: Article, given: Partial<FileRead> = {}): FileRead {
  const { bodyHtml, wordCount, ...record } = article;
  const head = JSON.stringify({ ...record, file: '', id: '', path: '' });
  const text = head + bodyHtml;
  return {
    file: article.file,
    mtimeMs: 1,
    sizeBytes: text.length,
    digest: hash('sha256', text),
    problems: [],
    article: {
      row: toArticleRow(record),
      hasOwnId: false,
      aliasPlaces: new Map(),
      partPlace: null,
      textLinks: [],
      text: {
        text,
        bodyStart: head.length,
        bodyHtml,
        wordCount,
        search: toSearchEntry(
          toArticleRow(record),
          bodyHtml.replace(/<[^>]*>/g, ' '),
          record.language ?? SAMPLE_SITE.language,
        ),
      },
    },
    ...given,
  };
}

/** A catalog in memory that holds the given content. */
export function sampleCatalog({ articles = [], ...rest }: SampleContent): Catalog {
  const { publisher, catalog } = openSampleDesk();
  publisher.publish({ ...rest, reads: articles.map((article) => readSample(article)) }, SAMPLE_NOW);
  return catalog;
}

/** What pages are built from, at noon of 20 July 2016 unless told otherwise. */
export function sampleContext(content: SampleContent, given: Partial<PageContext> = {}): PageMoment {
  const usedKeys = new Set<string>();
  return {
    edition: OWN_EDITION,
    at: (path) => editionPath(given.edition ?? OWN_EDITION, path),
    site: SAMPLE_SITE,
    words: wordsOf(given.site ?? SAMPLE_SITE, {}),
    catalog: sampleCatalog(content),
    origin: 'https://courier.test',
    now: SAMPLE_NOW,
    assetUrl: (name) => `/assets/${name}`,
    cardColours: SAMPLE_CARD_COLOURS,
    measures: SAMPLE_MEASURES,
    uses: (key) => void usedKeys.add(key),
    usedKeys,
    ...given,
  };
}
