import { STATUS_CODES } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { FOR_THE_ASKER, NO_STORE } from '../../cache/cache-policy.ts';
import type { Answer } from '../../cache/page-entry.ts';
import { isSearchPath } from '../../domain/urls.ts';
import { buildSearchJson, describeFailure } from '../../pages/search/search-json.ts';
import { buildSearchPage } from '../../pages/search/search-page.ts';
import {
  readSearchQuery,
  SEARCH_PAGE_SIZE,
  type SearchOutcome,
  type SearchQuery,
} from '../../pages/search/search-query.ts';
import { prefersJson } from '../request/accepted-type.ts';
import { htmlAnswer } from '../send/html-answer.ts';
import { sendAnswer } from '../send/send-entry.ts';
import { mountedEdition } from '../route-row.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

/** `retryAfter` is in seconds. A search that took too long is mostly quicker the second time. */
const FAILURES = {
  'no-such-page': { status: 400, retryAfter: undefined },
  'cut-off': { status: 503, retryAfter: 10 },
  busy: { status: 503, retryAfter: 5 },
  unavailable: { status: 503, retryAfter: 60 },
  // To programs; readers are shown how to search.
  'nothing-asked': { status: 400, retryAfter: undefined },
} as const;

/** Serves `/search`, as a page or as JSON. Its answers are made each time: there are endless addresses. */
export function createSearchHandler(deps: SiteDeps): RequestHandler {
  return async (request, response) => {
    const edition = mountedEdition(request);
    const query = readSearchQuery(request.query);
    const outcome = await search(deps, edition, query);
    const answer = prefersJson(request.headers.accept) ? jsonAnswer : pageAnswer;
    response.setHeader('X-Robots-Tag', 'noindex');
    sendAnswer(request, response, { ...answer(deps, edition, query, outcome), vary: 'Accept' });
  };
}

async function search(
  { search: service, now }: SiteDeps,
  edition: string,
  { text, page }: SearchQuery,
): Promise<SearchOutcome> {
  if (page === null) return { kind: 'no-such-page' };
  if (text === '') return { kind: 'nothing-asked' };
  return service.search({ text, page, pageSize: SEARCH_PAGE_SIZE, edition, now: now() });
}

function pageAnswer(deps: SiteDeps, edition: string, query: SearchQuery, outcome: SearchOutcome): Answer {
  const html = atOneMoment(
    deps,
    (context) => deps.render('search', buildSearchPage(context, query, outcome)),
    edition,
  );
  const isAnswered = outcome.kind === 'found' || outcome.kind === 'nothing-asked';
  const page = htmlAnswer(deps, html);
  if (isAnswered) return { ...page, cacheControl: FOR_THE_ASKER };
  const { headers, ...failed } = failure(FAILURES[outcome.kind]);
  return { ...page, ...failed, headers: [...page.headers, ...headers] };
}

function jsonAnswer(deps: SiteDeps, edition: string, query: SearchQuery, outcome: SearchOutcome): Answer {
  if (outcome.kind !== 'found') {
    const { status, headers } = failure(FAILURES[outcome.kind]);
    return { ...problemAnswer(status, describeFailure(outcome.kind)), headers };
  }
  const built = atOneMoment(
    deps,
    (context) => buildSearchJson(context, query, query.page ?? 1, outcome),
    edition,
  );
  const contentType = 'application/json; charset=utf-8';
  return { body: `${JSON.stringify(built)}\n`, contentType, cacheControl: FOR_THE_ASKER };
}

const failure = ({ status, retryAfter }: (typeof FAILURES)[keyof typeof FAILURES]) => ({
  status,
  cacheControl: NO_STORE,
  headers: retryAfter === undefined ? [] : ['Retry-After', String(retryAfter)],
});

/** A problem document (RFC 9457): what is wrong, and the cure; the status alone where that says it all. */
function problemAnswer(status: number, detail: string | undefined): Answer {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
  const contentType = 'application/problem+json; charset=utf-8';
  return { body: `${JSON.stringify(problem)}\n`, contentType, status, cacheControl: NO_STORE };
}

const DETAILS: Readonly<Record<number, string>> = {
  405: 'Searches are asked by GET.',
  414: 'q: is too long.',
  429: 'Too many searches from one network. Wait for the seconds that Retry-After says.',
};

/**
 * Answers an error of the search's address as a problem document to whoever would rather have JSON. False means
 * that it was left to others.
 */
export function answerSearchError(request: Request, response: Response, status: number): boolean {
  if (!isSearchPath(request.path)) return false;
  response.vary('Accept');
  if (!prefersJson(request.headers.accept)) return false;
  response.setHeader('X-Robots-Tag', 'noindex');
  sendAnswer(request, response, problemAnswer(status, DETAILS[status]));
  return true;
}
