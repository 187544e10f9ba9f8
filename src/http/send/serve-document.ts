import { FOR_THE_ASKER, pageCacheControl } from '../../cache/cache-policy.ts';
import type { HeaderList, RenderedPage } from '../../cache/page-entry.ts';
import { type CacheAddress, type Exchange, serveBuilt } from './serve-built.ts';
import type { PageMoment, SiteDeps } from '../site-deps.ts';

/** What a handler makes for machines: a feed, a sitemap, a text. */
export interface FoundDocument {
  readonly body: string;
  /** The whole header, charset included. */
  readonly contentType: string;
  /** Surrogate keys of all that it shows but pictures. */
  readonly keys: readonly string[];
  /** The newest date of its own, 0 for none; null where it changes without publish or date, and so has none to ask by. */
  readonly lastModified: number | null;
  /** When it changes by the clock alone, but for articles' own dates; null for never. */
  readonly expires?: number | null;
  /**
   * The request header by which it was chosen at a URL that gives others something else. Shared caches do not keep
   * it then, as one that ignores Vary would give it to them.
   */
  readonly chosenBy?: RenderedPage['vary'];
  readonly headers?: HeaderList;
}

/** HTTP dates count seconds: one in which a document may still change says nothing. */
const UNSETTLED_MS = 2_000;

/**
 * Serves the document that a route has under a name, mostly its URL: from the cache, or built now. Goes on to
 * the next handler where `build` finds none.
 */
export function serveDocument(
  deps: SiteDeps,
  exchange: Exchange,
  address: CacheAddress,
  build: (context: PageMoment) => FoundDocument | null,
): Promise<void> {
  return serveBuilt(deps, exchange, address, (context) => {
    const document = build(context);
    return document === null ? null : finishDocument(deps, context, document);
  });
}

/** Adds to a document what all have in common: caching, and a date to ask by once that is settled. */
function finishDocument(
  { sharedCaching }: SiteDeps,
  { catalog, now, usedKeys }: PageMoment,
  { body, contentType, keys, lastModified, expires = null, chosenBy, headers }: FoundDocument,
): RenderedPage {
  // A file may have changed in ways that no date of its own tells.
  const modified = lastModified === null ? null : Math.max(lastModified, catalog.publishedAt());
  const settled = modified === null ? 0 : modified + UNSETTLED_MS;
  const isSettled = now >= settled;
  const moments = [expires, catalog.nextEvent(now), isSettled ? null : settled];
  return {
    kind: 'rendered',
    body,
    contentType,
    cacheControl: chosenBy === undefined ? pageCacheControl(sharedCaching) : FOR_THE_ASKER,
    keys: [...keys, ...usedKeys],
    lastModified: modified === null || !isSettled ? undefined : modified,
    expires: Math.min(...moments.map((moment) => moment ?? Number.POSITIVE_INFINITY)),
    vary: chosenBy,
    headers,
  };
}
