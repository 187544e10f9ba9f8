import { summaryOf } from '../../domain/article.ts';
import { ARCHIVE_PATH, SEARCH_PATH, searchPath } from '../../domain/urls.ts';
import type { MarkedText, SearchAnswer, SearchCount, SearchHit } from '../../search/search-answer.ts';
import { shownCount } from '../parts/format-count.ts';
import type { ShownTime } from '../parts/format-date.ts';
import type { Link, PageContext } from '../parts/page-context.ts';
import { buildFrame, type PageFrame } from '../frame/page-frame.ts';
import { buildHead } from '../frame/page-head.ts';
import { type Pagination, pageNumbers } from '../parts/pagination.ts';
import { adviseOnFilters, type SearchFilterView, showFilters } from './search-filters.ts';
import { buildSearchForm, type SearchForm } from './search-form.ts';
import { buildSearchHelp, type SearchHelpRow } from './search-help.ts';
import {
  MAX_QUERY_LENGTH,
  MAX_SEARCH_PAGE,
  SEARCH_PAGE_SIZE,
  type SearchOutcome,
  type SearchQuery,
} from './search-query.ts';
import { buildSidebar, type Sidebar } from '../parts/sidebar.ts';
import { buildTeaser, type Lang } from '../parts/teaser-view.ts';

/** The search page, whatever came of a search. */
export interface SearchPage extends PageFrame {
  readonly heading: string;
  readonly form: SearchForm;
  /** What came of the search: how many stories, or why there are none; null where nothing was asked. */
  readonly result: SearchResult | null;
  /** How to search; empty beside results. */
  readonly help: readonly SearchHelpRow[];
  /** Other ways to a story, where a search led to none. */
  readonly ways: readonly Link[];
  readonly sidebar: Sidebar;
}

export interface SearchResult {
  readonly heading: string;
  /** What else there is to say, a paragraph each. */
  readonly remarks: readonly string[];
  readonly filters: readonly SearchFilterView[];
  /** The same query in the archive's own words. */
  readonly suggestion: Link | null;
  readonly stories: readonly FoundStory[];
  readonly pagination: Pagination;
}

export interface FoundStory {
  readonly url: string;
  readonly headline: MarkedText;
  readonly label: string | null;
  /** Words around what was found, else the standfirst or how the text begins; empty where there is none. */
  readonly snippet: MarkedText;
  readonly published: ShownTime;
  readonly section: Link | null;
  readonly lang: Lang | null;
}

type Found = Extract<SearchAnswer, { kind: 'found' }>;

const NO_PAGES: Pagination = { page: 1, last: 1, newer: null, older: null, numbers: [] };
const TITLE_LENGTH = 60;

/** Builds the search page. It is kept nowhere and no search engine's, so it has no keys and no canonical URL. */
export function buildSearchPage(
  context: PageContext,
  query: SearchQuery,
  outcome: SearchOutcome,
): SearchPage {
  const { text } = query;
  const isAsked = outcome.kind !== 'nothing-asked';
  const hasStories = outcome.kind === 'found' && outcome.hits.length > 0;
  return {
    ...buildFrame(context, {
      path: SEARCH_PATH,
      head: buildHead(context, {
        title: buildTitle(query),
        description: null,
        path: null,
        structuredData: [],
      }),
    }),
    heading: 'Search',
    form: buildSearchForm(context, text),
    result: isAsked ? buildResult(context, query, outcome) : null,
    help: isAsked ? [] : buildSearchHelp(context),
    ways: !isAsked || hasStories ? [] : otherWays(context),
    sidebar: buildSidebar(context),
  };
}

function buildTitle({ text, page }: SearchQuery): string {
  if (text === '') return 'Search';
  const short = text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH).toWellFormed()}…` : text;
  return page === null || page === 1 ? `Search: ${short}` : `Search: ${short}, page ${page}`;
}

function buildResult(
  context: PageContext,
  query: SearchQuery,
  outcome: Exclude<SearchOutcome, { kind: 'nothing-asked' }>,
): SearchResult {
  if (outcome.kind === 'found') return buildFound(context, query, outcome);
  const { heading, text } = FAILURES[outcome.kind];
  return {
    heading,
    remarks: [text],
    filters: [],
    suggestion: null,
    stories: [],
    pagination: outcome.kind === 'no-such-page' ? onlyBack(query.text) : NO_PAGES,
  };
}

/** What readers are told where there is no answer. */
const FAILURES = {
  'no-such-page': {
    heading: 'There is no such page of results',
    text: `Results have pages from 1 to ${MAX_SEARCH_PAGE}.`,
  },
  'cut-off': {
    heading: 'This search took too long',
    text: 'Use rarer words, or add a filter such as after: with a day. Trying again may help as well.',
  },
  busy: {
    heading: 'Too many people are searching just now',
    text: 'Please try again in a few seconds.',
  },
  unavailable: {
    heading: 'The search is not available just now',
    text: 'Everything else on this site is. Please try again in a minute.',
  },
} as const;

function buildFound(context: PageContext, { text, isCut, page }: SearchQuery, found: Found): SearchResult {
  const { site } = context;
  const { hits, total, hasMore, filters, suggestion } = found;
  const number = page ?? 1;
  const isPastEnd = hits.length === 0 && number > 1;
  const isLast = number === MAX_SEARCH_PAGE;
  const last = Math.min(MAX_SEARCH_PAGE, Math.max(number, Math.ceil(total.count / SEARCH_PAGE_SIZE)));
  const advice = adviseOnFilters(filters, site);
  return {
    heading: isPastEnd ? 'There are no more results' : countStories(total, hits.length, site.locale),
    remarks: [
      ...(isCut ? [`Only the first ${MAX_QUERY_LENGTH} characters were searched for.`] : []),
      ...advice,
      ...(hits.length === 0 && !isPastEnd && advice.length === 0
        ? ['Check the spelling, use fewer words, or end a word with * to find all that begin so.']
        : []),
      ...(isLast && (hasMore || !total.isExact)
        ? ['More was found than can be shown. Add a word or a filter to find the rest.']
        : []),
    ],
    filters: showFilters(filters, site),
    suggestion: suggestion === null ? null : { text: suggestion, url: searchPath(suggestion) },
    stories: hits.map((hit) => buildStory(context, hit)),
    pagination: isPastEnd
      ? onlyBack(text)
      : {
          page: number,
          last,
          numbers: pageNumbers(number, last, (page) => searchPath(text, page)),
          newer: number > 1 ? { text: 'Previous page', url: searchPath(text, number - 1) } : null,
          older: hasMore && !isLast ? { text: 'Next page', url: searchPath(text, number + 1) } : null,
        },
  };
}

function buildStory(context: PageContext, { teaser, title, snippet }: SearchHit): FoundStory {
  const { url, published, section, label, lang } = buildTeaser(context, teaser, 'none');
  const summary = summaryOf(teaser);
  const instead = summary === null ? [] : [{ text: summary, isMatch: false }];
  return {
    url,
    headline: title,
    label,
    snippet: snippet.length > 0 ? snippet : instead,
    published,
    section,
    lang,
  };
}

/** `12 stories found`, `More than 500 stories found`. */
function countStories({ count, isExact }: SearchCount, shown: number, locale: string): string {
  if (count === 0 && shown === 0) return 'No stories found';
  if (isExact && count === 1) return '1 story found';
  const { text } = shownCount(count, locale);
  return `${isExact ? text : `More than ${text}`} stories found`;
}

function onlyBack(text: string): Pagination {
  return text === '' ? NO_PAGES : { ...NO_PAGES, newer: { text: 'First page', url: searchPath(text) } };
}

function otherWays({ catalog, now }: PageContext): Link[] {
  const day = catalog.newestDay(now);
  return [
    { text: 'How to search', url: SEARCH_PATH },
    ...(day === null ? [] : [{ text: 'Browse the archive by date', url: ARCHIVE_PATH }]),
    { text: 'Go to the front page', url: '/' },
  ];
}
