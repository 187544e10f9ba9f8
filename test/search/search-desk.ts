import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogReader } from '../../src/catalog/store/open-catalog.ts';
import type { Article } from '../../src/domain/article.ts';
import type { MarkedText, SearchAnswer, SearchRequest } from '../../src/search/search-answer.ts';
import { catalogSearch, type SearchCatalog } from '../../src/search/search-catalog.ts';
import { openSampleDesk, readSample, SAMPLE_NOW, type SampleDesk } from '../support/sample-catalog.ts';
import { sampleArticle } from '../support/sample-site.ts';

export type Found = Extract<SearchAnswer, { kind: 'found' }>;

export interface SearchDesk {
  readonly desk: SampleDesk;
  readonly search: SearchCatalog;
  publish(...articles: readonly Article[]): void;
  ask(text: string, given?: Partial<SearchRequest>): SearchAnswer;
  /** @throws Error for an answer of another kind. */
  found(text: string, given?: Partial<SearchRequest>): Found;
  /** Slugs of what is found, in order. */
  slugs(text: string, given?: Partial<SearchRequest>): string[];
}

/** A catalog in memory that is searched on this thread. */
export function openSearchDesk(articles: readonly Article[] = []): SearchDesk {
  const desk = openSampleDesk();
  const search = catalogSearch(desk.database);
  const ask = (text: string, given: Partial<SearchRequest> = {}): SearchAnswer =>
    search({ text, page: 1, pageSize: 10, edition: '', now: SAMPLE_NOW, ...given }, () => false);
  const found = (text: string, given?: Partial<SearchRequest>): Found => {
    const answer = ask(text, given);
    if (answer.kind !== 'found') throw new Error(`“${text}” is answered by ${answer.kind}`);
    return answer;
  };
  const publish = (...given: readonly Article[]): void => {
    desk.publisher.publish({ reads: given.map((article) => readSample(article)) }, SAMPLE_NOW);
  };
  publish(...articles);
  return {
    desk,
    search,
    publish,
    ask,
    found,
    slugs: (text, given) => found(text, given).hits.map(({ teaser }) => teaser.path.split('/').at(-1) ?? ''),
  };
}

/** An article of this slug, headline and text. */
export function story(
  slug: string,
  title: string,
  text: string,
  given: Parameters<typeof sampleArticle>[0] = {},
): Article {
  return sampleArticle({ slug, title, description: null, bodyHtml: `<p>${text}</p>`, ...given });
}

/** A marked text as one would read it: matches between brackets. */
export const told = (text: MarkedText): string =>
  text.map(({ text: piece, isMatch }) => (isMatch ? `[${piece}]` : piece)).join('');

/** A finished catalog as a file, for searches on another thread. Call `remove` at the end. */
export function writeCatalogFile(articles: readonly Article[]): {
  readonly file: string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-search-'));
  const file = join(folder, 'catalog.db');
  const { desk } = openSearchDesk(articles);
  desk.database.prepare('VACUUM INTO ?').run(file);
  desk.database.close();
  openCatalogReader(file).close();
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}
