import type { Teaser } from '../../catalog/store/teaser.ts';
import { summaryOf } from '../../domain/article.ts';
import { SEARCH_PATH, searchPath } from '../../domain/urls.ts';
import type { MarkedText, SearchAnswer, SearchFilter, SearchHit } from '../../search/search-answer.ts';
import type { PageContext } from '../parts/page-context.ts';
import { MAX_SEARCH_PAGE, SEARCH_PAGE_SIZE, type SearchOutcome, type SearchQuery } from './search-query.ts';
import { languageOf, sectionLink } from '../parts/teaser-view.ts';

/** What a search found, for programs; docs/search-json.md describes it. URLs are absolute. */
export interface SearchJson {
  readonly query: string;
  /** The page for readers. */
  readonly url: string;
  readonly page: number;
  readonly pageSize: number;
  readonly total: { readonly count: number; readonly isExact: boolean };
  readonly filters: readonly SearchFilter[];
  readonly suggestion: { readonly query: string; readonly url: string } | null;
  readonly results: readonly SearchJsonResult[];
  readonly previous: string | null;
  readonly next: string | null;
}

export interface SearchJsonResult {
  readonly url: string;
  readonly title: string;
  readonly titlePieces: MarkedText;
  readonly snippet: string;
  readonly snippetPieces: MarkedText;
  readonly description: string | null;
  /** RFC 3339 with the zone's offset. */
  readonly published: string;
  readonly section: { readonly name: string; readonly url: string } | null;
  readonly type: Teaser['type'];
  /** BCP 47 tag. */
  readonly language: string;
}

/** Builds the JSON of a page of results; `page` is the query's. */
export function buildSearchJson(
  context: PageContext,
  { text }: SearchQuery,
  page: number,
  found: Extract<SearchAnswer, { kind: 'found' }>,
): SearchJson {
  const { at, origin } = context;
  const { hits, total, hasMore, filters, suggestion } = found;
  return {
    query: text,
    url: origin + at(searchPath(text, page)),
    page,
    pageSize: SEARCH_PAGE_SIZE,
    total: { count: total.count, isExact: total.isExact },
    filters: filters.map(({ name, value, isKnown }) => ({ name, value, isKnown })),
    suggestion: suggestion === null ? null : { query: suggestion, url: origin + at(searchPath(suggestion)) },
    results: hits.map((hit) => buildResult(context, hit)),
    previous: page > 1 ? origin + at(searchPath(text, page - 1)) : null,
    next: hasMore && page < MAX_SEARCH_PAGE ? origin + at(searchPath(text, page + 1)) : null,
  };
}

/** What a program is told where a search has no answer. */
export function describeFailure(kind: Exclude<SearchOutcome['kind'], 'found'>): string {
  switch (kind) {
    case 'nothing-asked':
      return `q: says nothing to search for. Give words or a filter, such as ${SEARCH_PATH}?q=after:2016-07.`;
    case 'no-such-page':
      return `page: is not a page of results. Give a whole number from 1 to ${MAX_SEARCH_PAGE}, or leave it out.`;
    case 'cut-off':
      return 'The search took too long. Use rarer words or add a filter, or try again.';
    case 'busy':
      return 'Too many searches are waiting. Try again after the time that Retry-After says.';
    case 'unavailable':
      return 'The search cannot be used now. Try again after the time that Retry-After says.';
  }
}

function buildResult(context: PageContext, { teaser, title, snippet }: SearchHit): SearchJsonResult {
  const { site, origin } = context;
  const section = sectionLink(teaser.section, context);
  return {
    url: origin + teaser.path,
    title: teaser.title,
    titlePieces: title.map(({ text, isMatch }) => ({ text, isMatch })),
    snippet: snippet.map(({ text }) => text).join(''),
    snippetPieces: snippet.map(({ text, isMatch }) => ({ text, isMatch })),
    description: summaryOf(teaser),
    published: teaser.published.iso,
    section: section === null ? null : { name: section.text, url: origin + section.url },
    type: teaser.type,
    language: languageOf(teaser.language, site),
  };
}
