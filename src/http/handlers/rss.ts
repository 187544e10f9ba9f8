import type { RequestHandler } from 'express';
import { pageCacheControl } from '../../cache/cache-policy.ts';
import { FEED_KEY, SITE_KEY } from '../../domain/surrogate-keys.ts';
import { buildRss } from '../../feeds/rss.ts';
import { sendEntry } from '../send-entry.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

/** HTTP dates count seconds: one in which the feed may still change says nothing. */
const UNSETTLED_MS = 2_000;

/** Serves the site's RSS feed. */
export function createRssHandler(deps: SiteDeps): RequestHandler {
  return async (request, response) => {
    const feed = await deps.pages.resolve('rss', '/feed.xml', () =>
      atOneMoment(deps, (context) => {
        const { catalog, now } = context;
        const { xml, lastModified } = buildRss(context);
        // A file may have changed in ways that no date of its own tells.
        const settled = Math.max(lastModified ?? 0, catalog.publishedAt()) + UNSETTLED_MS;
        const next = catalog.nextEvent(now) ?? Number.POSITIVE_INFINITY;
        return {
          kind: 'rendered',
          body: xml,
          contentType: 'application/rss+xml; charset=utf-8',
          cacheControl: pageCacheControl(deps.sharedCaching),
          keys: [SITE_KEY, FEED_KEY],
          lastModified: now < settled ? undefined : settled - UNSETTLED_MS,
          expires: now < settled ? Math.min(settled, next) : next,
        } as const;
      }),
    );
    sendEntry(request, response, feed);
  };
}
