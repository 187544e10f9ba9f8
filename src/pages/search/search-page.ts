import { summaryOf } from '../../domain/article.ts';
import { ARCHIVE_PATH, SEARCH_PATH, searchPath } from '../../domain/urls.ts';
import type { MarkedText, SearchAnswer, SearchCount, SearchHit } from '../../search/search-answer.ts';
import type { Words } from '../../words/words.ts';
import type { Link, PageContext } from '../parts/page-context.ts';
import { buildFrame, type PageFrame } from '../frame/page-frame.ts';
import { buildHead } from '../frame/page-head.ts';
import { type Pagination, pageNumbers, titlePage } from '../parts/pagination.ts';
import { adviseOnFilters, type SearchFilterView, showFilters } from './search-filters.ts';
import { searchElsewhere } from './search-elsewhere.ts';
import { buildSearchForm, type SearchForm } from './search-form.ts';
import { buildSearchHelp, type SearchHelpRow } from './search-help.ts';
import {
  MAX_QUERY_LENGTH,
  MAX_SEARCH_PAGE,
  SEARCH_PAGE_SIZE,
  type SearchOutcome,
  type SearchQuery,
} from './search-query.ts';
import { buildSidebar, type Sidebar } from '../parts/sidebar-view.ts';
import { buildTeaser, type TeaserView } from '../parts/teaser-view.ts';

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
  /** The same query in all editions, or from all in this one; null for neither. */
  readonly elsewhere: Link | null;
  readonly stories: readonly FoundStory[];
  readonly pagination: Pagination;
}

export interface FoundStory extends Omit<TeaserView, 'headline' | 'standfirst' | 'picture'> {
  readonly headline: MarkedText;
  /** Words around what was found, else the standfirst or how the text begins; empty where there is none. */
  readonly snippet: MarkedText;
}

type Found = Extract<SearchAnswer, { kind: 'found' }>;

const NO_PAGES: Pagination = { page: 1, last: 1, position: '', newer: null, older: null, numbers: [] };
const TITLE_LENGTH = 60;

/** Builds the search page. It is kept nowhere and no search engine's, so it has no keys and no canonical URL. */
export function buildSearchPage(
  context: PageContext,
  query: SearchQuery,
  outcome: SearchOutcome,
): SearchPage {
  const { text } = query;
  const { at, words } = context;
  const isAsked = outcome.kind !== 'nothing-asked';
  const hasStories = outcome.kind === 'found' && outcome.hits.length > 0;
  return {
    ...buildFrame(context, {
      path: at(SEARCH_PATH),
      head: buildHead(context, {
        title: buildTitle(context, query),
        description: null,
        path: null,
        structuredData: [],
      }),
    }),
    heading: words.plain('search'),
    form: buildSearchForm(context, text),
    result: isAsked ? buildResult(context, query, outcome) : null,
    help: isAsked ? [] : buildSearchHelp(context),
    ways: !isAsked || hasStories ? [] : otherWays(context),
    sidebar: buildSidebar(context),
  };
}

/** The beginning of a longer text up to a whole character: half of one says nothing, and marks belong to their letter. */
const beginningOf = (text: string): string =>
  text.slice(0, [...new Intl.Segmenter().segment(text.slice(0, TITLE_LENGTH + 1))].at(-1)?.index);

function buildTitle(context: PageContext, { text, page }: SearchQuery): string {
  const { words } = context;
  if (text === '') return words.plain('search');
  const short = text.length > TITLE_LENGTH ? `${beginningOf(text)}…` : text;
  return titlePage(context, words.say('search-title', { query: short }), page ?? 1);
}

function buildResult(
  context: PageContext,
  query: SearchQuery,
  outcome: Exclude<SearchOutcome, { kind: 'nothing-asked' }>,
): SearchResult {
  if (outcome.kind === 'found') return buildFound(context, query, outcome);
  const { words } = context;
  const { heading, text } = failureWords(words, outcome.kind);
  return {
    heading,
    remarks: [text],
    filters: [],
    suggestion: null,
    elsewhere: null,
    stories: [],
    pagination: outcome.kind === 'no-such-page' ? onlyBack(context, query.text) : NO_PAGES,
  };
}

/** What readers are told where there is no answer. */
function failureWords(words: Words, kind: 'no-such-page' | 'cut-off' | 'busy' | 'unavailable') {
  switch (kind) {
    case 'no-such-page':
      return {
        heading: words.plain('search-no-page'),
        text: words.say('search-no-page-text', { last: MAX_SEARCH_PAGE }),
      };
    case 'cut-off':
      return { heading: words.plain('search-slow'), text: words.plain('search-slow-text') };
    case 'busy':
      return { heading: words.plain('search-busy'), text: words.plain('search-busy-text') };
    case 'unavailable':
      return { heading: words.plain('search-away'), text: words.plain('search-away-text') };
  }
}

function buildFound(context: PageContext, { text, isCut, page }: SearchQuery, found: Found): SearchResult {
  const { at, words } = context;
  const { hits, total, hasMore, filters, suggestion } = found;
  const number = page ?? 1;
  const isPastEnd = hits.length === 0 && number > 1;
  const isLast = number === MAX_SEARCH_PAGE;
  const last = Math.min(MAX_SEARCH_PAGE, Math.max(number, Math.ceil(total.count / SEARCH_PAGE_SIZE)));
  const advice = adviseOnFilters(filters, context);
  return {
    heading: isPastEnd ? words.plain('search-past-end') : countStories(total, words),
    remarks: [
      ...(isCut ? [words.say('search-cut', { count: MAX_QUERY_LENGTH })] : []),
      ...advice,
      ...(hits.length === 0 && !isPastEnd && advice.length === 0 ? [words.plain('search-nothing')] : []),
      ...(isLast && (hasMore || !total.isExact) ? [words.plain('search-too-many')] : []),
    ],
    filters: showFilters(filters, context),
    suggestion: suggestion === null ? null : { text: suggestion, url: at(searchPath(suggestion)) },
    elsewhere: isPastEnd ? null : searchElsewhere(context, text, filters),
    stories: hits.map((hit) => buildStory(context, hit)),
    pagination: isPastEnd
      ? onlyBack(context, text)
      : {
          page: number,
          last,
          position: words.say('page-position-of', { page: number, last }),
          numbers: pageNumbers(words, number, last, (page) => at(searchPath(text, page))),
          newer:
            number > 1
              ? { text: words.plain('search-previous'), url: at(searchPath(text, number - 1)) }
              : null,
          older:
            hasMore && !isLast
              ? { text: words.plain('search-next'), url: at(searchPath(text, number + 1)) }
              : null,
        },
  };
}

function buildStory(context: PageContext, { teaser, title, snippet }: SearchHit): FoundStory {
  const { url, published, section, label, kind, lang } = buildTeaser(context, teaser, 'none');
  const summary = summaryOf(teaser);
  const instead = summary === null ? [] : [{ text: summary, isMatch: false }];
  return {
    url,
    headline: title,
    label,
    kind,
    snippet: snippet.length > 0 ? snippet : instead,
    published,
    section,
    lang,
  };
}

/** `12 stories found`, `More than 500 stories found`. */
function countStories({ count, isExact }: SearchCount, words: Words): string {
  return words.say(isExact || count === 0 ? 'search-count' : 'search-more-than', { count });
}

function onlyBack({ at, words }: PageContext, text: string): Pagination {
  if (text === '') return NO_PAGES;
  const newer = { text: words.plain('search-first'), url: at(searchPath(text)) };
  return { ...NO_PAGES, position: words.say('page-position', { page: 1 }), newer };
}

function otherWays({ at, catalog, words, now }: PageContext): Link[] {
  const day = catalog.newestDay(now);
  return [
    { text: words.plain('search-help'), url: at(SEARCH_PATH) },
    ...(day === null ? [] : [{ text: words.plain('archive-link'), url: at(ARCHIVE_PATH) }]),
    { text: words.plain('front-link'), url: at('/') },
  ];
}
