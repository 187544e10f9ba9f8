import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageCacheControl } from '../cache/cache-policy.ts';
import type { RenderedPage } from '../cache/page-entry.ts';
import { FRAME_KEYS } from '../domain/surrogate-keys.ts';
import type { PageContext } from '../pages/page-context.ts';
import { sendEntry } from './send-entry.ts';
import { atOneMoment, type SiteDeps } from './site-deps.ts';

/** What a handler makes for an address. */
export interface FoundPage {
  readonly html: string;
  /** Surrogate keys of what it shows besides masthead, sidebar and footer. */
  readonly keys: readonly string[];
}

/** One request with its response, and the way on to the next handler. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly next: () => void;
}

const NOTHING = { kind: 'nothing' } as const;

/**
 * Serves the page that a route has at `url`, the address with nothing in its query but a page number: from the
 * cache, or built now. Goes on to the next handler where `build` finds none.
 */
export async function servePage(
  deps: SiteDeps,
  { request, response, next }: Exchange,
  { route, url }: { readonly route: string; readonly url: string },
  build: (context: PageContext) => FoundPage | null,
): Promise<void> {
  const found = await deps.pages.resolve(route, url, () =>
    atOneMoment(deps, (context) => {
      const page = build(context);
      return page === null ? NOTHING : finishPage(deps, context, page);
    }),
  );
  if (found.kind === 'page') sendEntry(request, response, found);
  else next();
}

/** Adds to a page what all pages have in common: masthead, sidebar and footer, and a clock. */
export function finishPage(
  { sharedCaching }: SiteDeps,
  { catalog, now }: PageContext,
  { html, keys }: FoundPage,
): RenderedPage {
  return {
    kind: 'rendered',
    body: html,
    contentType: 'text/html; charset=utf-8',
    cacheControl: pageCacheControl(sharedCaching),
    keys: [...FRAME_KEYS, ...keys],
    expires: catalog.nextEvent(now),
  };
}
