import type { IncomingMessage, ServerResponse } from 'node:http';
import { namesState } from '../cache/conditional-request.ts';
import type { PageEntry } from '../cache/page-entry.ts';
import { namesMarkdown } from './request/accepted-type.ts';
import type { NotePageView } from './page-view-counts.ts';
import { hasOneHost } from './middleware/one-host.ts';
import type { RequestTally } from '../telemetry/request-tally.ts';
import { writeEntry } from './send/send-entry.ts';

/** Where finished answers are found by URL. */
export interface FinishedPages {
  get(url: string): PageEntry | undefined;
}

/** Answers a request if it can; false means that it has not been touched. */
export type FastLane = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Makes the way for what most readers ask: a GET or HEAD of a finished page is answered straight from the
 * table. Everything else, and whatever is odd about a request, is left to the application. `notePageView` hears
 * of each answer, and so does `requests`, where they are counted.
 */
export function createFastLane(
  pages: FinishedPages,
  notePageView: NotePageView = () => {},
  requests: RequestTally | null = null,
): FastLane {
  return (request, response) => {
    const { method, url } = request;
    if ((method !== 'GET' && method !== 'HEAD') || url === undefined) return false;
    const entry = findPage(pages, url);
    // An article's URL has Markdown too.
    if (entry === undefined || !hasOneHost(request) || namesMarkdown(request.headers.accept)) return false;
    if (namesState(request.headers)) return false;
    if (requests === null) writeEntry(request, response, entry);
    else {
      const weight = requests.weight();
      const begun = weight > 0 ? requests.clock() : 0;
      const bytes = writeEntry(request, response, entry);
      const ms = weight > 0 ? requests.clock() - begun : 0;
      requests.answered(entry.route, response.statusCode, bytes, ms, weight);
      requests.looked('fast', true);
    }
    notePageView(request, entry);
    return true;
  };
}

/** A query without a page number or the number of an old address, such as a newsletter's tracking, leads to the page itself. */
function findPage(pages: FinishedPages, url: string): PageEntry | undefined {
  const exact = pages.get(url);
  if (exact !== undefined) return exact;
  const query = url.indexOf('?');
  // An encoded name may still be `page`: the application reads those.
  return query < 0 || /page|%|[?&]p=|attachment_id=/i.test(url.slice(query))
    ? undefined
    : pages.get(url.slice(0, query));
}
