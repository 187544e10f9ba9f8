import type { RequestHandler } from 'express';
import { createRepresentation } from '../../cache/representation.ts';
import { buildRss } from '../../feeds/rss.ts';
import { REVALIDATE } from '../send-page.ts';
import { sendRepresentation } from '../send-representation.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

/** Serves the site's RSS feed. */
export function createRssHandler(deps: SiteDeps): RequestHandler {
  return (request, response) => {
    const { xml, lastModified } = atOneMoment(deps, (context) => {
      const feed = buildRss(context);
      // A file may have changed in ways that no date of its own tells.
      const changed = Math.max(feed.lastModified ?? 0, context.catalog.publishedAt());
      // HTTP dates count seconds: one in which the feed may still change says nothing.
      return { xml: feed.xml, lastModified: context.now - changed < 2_000 ? undefined : changed };
    });
    const feed = createRepresentation({
      body: xml,
      contentType: 'application/rss+xml; charset=utf-8',
      lastModified,
    });
    sendRepresentation(request, response, feed, { cacheControl: REVALIDATE });
  };
}
