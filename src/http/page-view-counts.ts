import type { IncomingMessage } from 'node:http';
import { isbot } from 'isbot';
import type { PageEntry } from '../cache/page-entry.ts';
import type { PageViewCounter, PageViewCounts } from '../domain/page-views.ts';

/** User-Agents that are remembered; when there are more, all are forgotten. */
const MAX_KNOWN = 2_000;
/** Browsers say less, those inside applications included; more is not looked at, in characters. */
const MAX_LENGTH = 1_000;

/**
 * Makes the question whether a User-Agent is that of a person's browser. Texts come again and again: each is
 * judged once. Who says nothing, or endlessly much, is none.
 */
export function rememberedBrowsers(): (userAgent: string | undefined) => boolean {
  const known = new Map<string, boolean>();
  return (userAgent) => {
    if (userAgent === undefined) return false;
    const answer = known.get(userAgent);
    if (answer !== undefined) return answer;
    if (userAgent === '' || userAgent.length > MAX_LENGTH) return false;
    const isBrowser = !isbot(userAgent);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(userAgent, isBrowser);
    return isBrowser;
  };
}

/** Notes that a page was sent in answer to a request. */
export type NotePageView = (request: IncomingMessage, entry: PageEntry) => void;

/** Counts how often articles are read, and nothing about who reads them. */
export interface PageViews {
  /** A counter for a page that shows an article. */
  counterOf(id: string): PageViewCounter;
  /** Counts a GET of an article's page that a person's browser asked for to show it, be the answer 200 or 304. */
  readonly note: NotePageView;
  /** What was counted since it was last asked. */
  take(): PageViewCounts;
}

/** Begins to count. */
export function createPageViewCounts(): PageViews {
  const isBrowser = rememberedBrowsers();
  let counted: PageViewCounter[] = [];
  return {
    counterOf: (id) => ({ id, count: 0 }),
    note(request, { pageView }) {
      if (pageView === undefined || request.method !== 'GET') return;
      const { headers } = request;
      if (!isBrowser(headers['user-agent']) || isPrefetch(headers) || isCopy(headers)) return;
      if (pageView.count === 0) counted.push(pageView);
      pageView.count += 1;
    },
    take() {
      const counts = new Map<string, number>();
      for (const pageView of counted) {
        counts.set(pageView.id, (counts.get(pageView.id) ?? 0) + pageView.count);
        pageView.count = 0;
      }
      counted = [];
      return [...counts];
    },
  };
}

/** Whether a script fetches a page, such as the one that keeps stories for offline (Fetch Metadata; old browsers say nothing). */
function isCopy(headers: IncomingMessage['headers']): boolean {
  return headers['sec-fetch-dest'] === 'empty';
}

/** Whether a browser fetches a page that nobody may ever look at (Sec-Purpose; Purpose and X-Moz in older ones). */
function isPrefetch(headers: IncomingMessage['headers']): boolean {
  const purpose = headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-moz'];
  return purpose !== undefined && /prefetch|prerender|preview/i.test(String(purpose));
}
