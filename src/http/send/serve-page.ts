import { pageCacheControl } from '../../cache/cache-policy.ts';
import type { RenderedPage } from '../../cache/page-entry.ts';
import { FRAME_KEYS } from '../../domain/surrogate-keys.ts';
import type { PageContext } from '../../pages/parts/page-context.ts';
import { type CacheAddress, type Exchange, serveBuilt } from './serve-built.ts';
import type { PageMoment, SiteDeps } from '../site-deps.ts';

/** What a handler makes for an address. */
export interface FoundPage {
  readonly html: string;
  /** Surrogate keys of what it shows besides masthead, sidebar and footer. */
  readonly keys: readonly string[];
  /** As in RenderedPage. */
  readonly vary?: RenderedPage['vary'];
}

/**
 * Serves the page that a route has at `url`, the address with nothing in its query but a page number: from the
 * cache, or built now. Goes on to the next handler where `build` finds none.
 */
export function servePage(
  deps: SiteDeps,
  exchange: Exchange,
  address: CacheAddress,
  build: (context: PageContext) => FoundPage | null,
): Promise<void> {
  return serveBuilt(deps, exchange, address, (context) => {
    const page = build(context);
    return page === null ? null : finishPage(deps, context, page);
  });
}

/** Adds to a built page what all have in common: masthead, sidebar and footer, the pictures' keys, and a clock. */
export function finishPage(
  { sharedCaching }: SiteDeps,
  { catalog, now, usedKeys }: PageMoment,
  { html, keys, vary }: FoundPage,
): RenderedPage {
  return {
    kind: 'rendered',
    body: html,
    contentType: 'text/html; charset=utf-8',
    cacheControl: pageCacheControl(sharedCaching),
    keys: [...FRAME_KEYS, ...keys, ...usedKeys],
    vary,
    expires: catalog.nextEvent(now),
  };
}
