import type { DatabaseSync } from 'node:sqlite';
import { BY_SCRIPT, type Stemming, stemmingOf } from '../catalog/search/stemming.ts';
import { catalogSettings, siteReader } from '../catalog/sqlite/settings.ts';
import { parseTeaser } from '../catalog/read/list-queries.ts';
import { unpackText } from '../catalog/search/search-entry.ts';
import { CutOffError, documentFinder, type Wanted } from './find-documents.ts';
import { makeSnippet } from './make-snippet.ts';
import { markText, readText } from './mark-words.ts';
import { parseQuery } from './parse-query.ts';
import { filterResolver } from './resolve-filters.ts';
import type { MarkedText, SearchAnswer, SearchHit, SearchRequest } from './search-answer.ts';
import { type ResolvedTerm, createTermResolver } from './resolve-terms.ts';
import { querySuggester } from './suggest-query.ts';

/** So few articles make a reader doubt the spelling. */
const FEW = 2;

/** Answers a search at once; `isCutOff` is asked again and again whether it has to end. */
export type SearchCatalog = (request: SearchRequest, isCutOff: () => boolean) => SearchAnswer;

/** Prepares searching an open catalog. The answers throw what SQLite throws. */
export function catalogSearch(database: DatabaseSync): SearchCatalog {
  const resolveTerms = createTermResolver(database);
  const resolve = filterResolver(database);
  const finder = documentFinder(database);
  const storedSite = siteReader(catalogSettings(database));
  const suggest = querySuggester(database, finder);
  const shown = database.prepare(
    `SELECT article.teaser, text.plain_text FROM search_document AS document
     JOIN article ON article.key = document.article_key
     JOIN search_text AS text ON text.search_id = document.search_id WHERE document.search_id = ?`,
  );

  function hitOf(id: number, terms: readonly ResolvedTerm[]): SearchHit[] {
    const row = shown.get(id);
    const teaser = parseTeaser(row);
    if (row === undefined || teaser === null) return [];
    const { title, description } = teaser;
    const stemming = stemmingOf(teaser.language ?? storedSite()?.language ?? 'und');
    const snippetOf = (text: string): MarkedText =>
      terms.length === 0 ? [] : makeSnippet(text, terms, stemming);
    const body = snippetOf(unpackText(row['plain_text'] as Uint8Array));
    const snippet = body.length > 0 ? body : snippetOf(description ?? '');
    return [{ teaser, title: markText(title, readText(title, terms, stemming)), snippet }];
  }

  function answer(request: SearchRequest, isCutOff: () => boolean): SearchAnswer {
    const { text, page, pageSize, now, edition } = request;
    const query = parseQuery(text);
    const hasStories = (language: string): boolean =>
      finder.countUpTo({ ...EVERYTHING, languages: [language], now, toMs: now }, 1, isCutOff) > 0;
    const resolved = resolve(query.filters, { now, edition, hasStories });
    const { filters, labels, languages, fromMs, toMs, isEmpty } = resolved;
    const stemmings = stemmingsOf(languages ?? resolved.known);
    const terms = resolveTerms(query.terms, stemmings);
    if (terms.length === 0 && query.filters.length === 0) return { kind: 'nothing-asked' };
    const wanted: Wanted = { terms, labels, languages, now, fromMs, toMs };
    const offset = (page - 1) * pageSize;
    const found = isEmpty ? NOTHING : finder.find(wanted, offset + pageSize + 1, isCutOff);
    const marked = terms.filter(({ isExcluded }) => !isExcluded);
    const ids = found.ids.slice(offset, offset + pageSize);
    const hits = ids.flatMap((id) => {
      if (isCutOff()) throw new CutOffError();
      return hitOf(id, marked);
    });
    const total = { count: found.count, isExact: found.isExact };
    const isRare = !isEmpty && found.count <= FEW;
    const suggestion = isRare
      ? unlessCutOff(() => suggest(query, wanted, stemmings, found.count, isCutOff))
      : null;
    return { kind: 'found', hits, total, hasMore: found.ids.length > offset + pageSize, filters, suggestion };
  }

  const begin = database.prepare('BEGIN');
  const commit = database.prepare('COMMIT');
  return (request, isCutOff) => {
    begin.run();
    try {
      return answer(request, isCutOff);
    } catch (error) {
      if (error instanceof CutOffError) return { kind: 'cut-off' };
      throw error;
    } finally {
      commit.run();
    }
  };
}

/** What was found is worth showing without a suggestion. */
function unlessCutOff<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof CutOffError) return null;
    throw error;
  }
}

const NOTHING = { ids: [], count: 0, isExact: true };
const EVERYTHING = { terms: [], labels: [], fromMs: Number.MIN_SAFE_INTEGER };

/** How words are folded that may be of any of some languages: each way once. */
function stemmingsOf(languages: readonly string[]): readonly Stemming[] {
  const all = new Set(languages.map((tag) => stemmingOf(tag)));
  return all.size === 0 ? [BY_SCRIPT] : [...all];
}
