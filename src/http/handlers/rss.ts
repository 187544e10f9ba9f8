import type { RequestHandler } from 'express';
import { createRepresentation } from '../../cache/representation.ts';
import { buildRss } from '../../feeds/rss.ts';
import { REVALIDATE } from '../send-page.ts';
import { sendRepresentation } from '../send-representation.ts';
import { pageContext, type SiteDeps } from '../site-deps.ts';

/** Serves the site's RSS feed. */
export function createRssHandler(deps: SiteDeps): RequestHandler {
  // The files may have changed before the start in ways that no date of theirs tells.
  const startedAt = deps.now();
  return (request, response) => {
    const { xml, lastModified = 0 } = buildRss(pageContext(deps));
    const feed = createRepresentation({
      body: xml,
      contentType: 'application/rss+xml; charset=utf-8',
      lastModified: Math.max(lastModified, startedAt),
    });
    sendRepresentation(request, response, feed, { cacheControl: REVALIDATE });
  };
}
