import type { Request, RequestHandler, Response } from 'express';
import { FOR_THE_ASKER, NO_STORE } from '../../cache/cache-policy.ts';
import { createRepresentation } from '../../cache/representation.ts';
import { buildSearchJson, describeFailure } from '../../pages/search/search-json.ts';
import { buildSearchPage } from '../../pages/search/search-page.ts';
import {
  readSearchQuery,
  SEARCH_PAGE_SIZE,
  type SearchOutcome,
  type SearchQuery,
} from '../../pages/search/search-query.ts';
import { prefersJson } from '../request/accept-json.ts';
import { sendProblem } from '../send/send-problem.ts';
import { addToVary, sendRepresentation } from '../send/send-representation.ts';
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
    const query = readSearchQuery(request.query);
    const outcome = await search(deps, query);
    addToVary(response, 'Accept');
    response.setHeader('X-Robots-Tag', 'noindex');
    if (prefersJson(request.headers.accept)) sendJson(deps, request, response, query, outcome);
    else sendPage(deps, request, response, query, outcome);
  };
}

async function search(
  { search: service, now }: SiteDeps,
  { text, page }: SearchQuery,
): Promise<SearchOutcome> {
  if (page === null) return { kind: 'no-such-page' };
  if (text === '') return { kind: 'nothing-asked' };
  return service.search({ text, page, pageSize: SEARCH_PAGE_SIZE, now: now() });
}

function sendPage(
  deps: SiteDeps,
  request: Request,
  response: Response,
  query: SearchQuery,
  outcome: SearchOutcome,
): void {
  const body = atOneMoment(deps, (context) =>
    deps.render('search', buildSearchPage(context, query, outcome)),
  );
  const page = createRepresentation({ body, contentType: 'text/html; charset=utf-8' });
  if (outcome.kind === 'found' || outcome.kind === 'nothing-asked') {
    sendRepresentation(request, response, page, { cacheControl: FOR_THE_ASKER });
  } else {
    const { status, retryAfter } = FAILURES[outcome.kind];
    const headers = { 'Retry-After': retryAfter };
    sendRepresentation(request, response, page, { status, cacheControl: NO_STORE, headers });
  }
}

function sendJson(
  deps: SiteDeps,
  request: Request,
  response: Response,
  query: SearchQuery,
  outcome: SearchOutcome,
): void {
  if (outcome.kind !== 'found') {
    const { status, retryAfter } = FAILURES[outcome.kind];
    const detail = describeFailure(outcome.kind);
    sendProblem(request, response, { status, detail, headers: { 'Retry-After': retryAfter } });
    return;
  }
  const built = atOneMoment(deps, (context) => buildSearchJson(context, query, query.page ?? 1, outcome));
  const json = createRepresentation({
    body: `${JSON.stringify(built)}\n`,
    contentType: 'application/json; charset=utf-8',
  });
  sendRepresentation(request, response, json, { cacheControl: FOR_THE_ASKER });
}
