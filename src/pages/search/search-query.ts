import type { SearchAnswer } from '../../search/search-answer.ts';

/** What a reader asked for, read from the query of `/search`. */
export interface SearchQuery {
  /** Well-formed, without control characters and outer blanks, at most MAX_QUERY_LENGTH long. */
  readonly text: string;
  /** What was asked for was longer. */
  readonly isCut: boolean;
  /** From 1 to MAX_SEARCH_PAGE; null where it is none of these. */
  readonly page: number | null;
}

/** What came of it. */
export type SearchOutcome = SearchAnswer | { readonly kind: 'no-such-page' };

/** UTF-16 units, as browsers count. */
export const MAX_QUERY_LENGTH = 300;
export const SEARCH_PAGE_SIZE = 20;
/** The last page: a search finds 500 stories at most, and who has not found one by then needs other words. */
export const MAX_SEARCH_PAGE = 25;

const CONTROLS = /\p{Cc}+/gu;
const HALF_A_CHARACTER = /[\uD800-\uDBFF]$/;

/**
 * Reads `q` and `page`; other parameters are ignored. Nothing is refused but a page that is none: of a repeated
 * `q` the first counts, and one that is too long is cut.
 */
export function readSearchQuery(query: Readonly<Record<string, unknown>>): SearchQuery {
  const given: unknown = Array.isArray(query['q']) ? query['q'][0] : query['q'];
  const whole = typeof given === 'string' ? given.toWellFormed().replace(CONTROLS, ' ').trim() : '';
  const text = whole.slice(0, MAX_QUERY_LENGTH).replace(HALF_A_CHARACTER, '').trimEnd();
  return { text, isCut: whole.length > MAX_QUERY_LENGTH, page: readPage(query['page']) };
}

function readPage(value: unknown): number | null {
  // Browsers leave an optional parameter of the OpenSearch template empty.
  if (value === undefined || value === '') return 1;
  if (typeof value !== 'string' || !/^[1-9]\d?$/.test(value)) return null;
  const page = Number(value);
  return page <= MAX_SEARCH_PAGE ? page : null;
}
