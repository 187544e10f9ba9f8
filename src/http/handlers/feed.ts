import type { RequestHandler } from 'express';
import { FEED_FORMATS, type FeedFormat } from '../../domain/feed-formats.ts';
import { buildFeedModel } from '../../feeds/build-feed-model.ts';
import { type FeedModel, type FeedScope, feedPath } from '../../feeds/feed-model.ts';
import { writeAtom } from '../../feeds/write-atom.ts';
import { writeJsonFeed } from '../../feeds/write-json-feed.ts';
import { writeRss } from '../../feeds/write-rss.ts';
import { findPicture } from '../../pages/picture-view.ts';
import { sendRedirect } from '../send-redirect.ts';
import { serveDocument } from '../serve-document.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

const WRITERS: Readonly<Record<FeedFormat, (feed: FeedModel) => string>> = {
  rss: writeRss,
  atom: writeAtom,
  json: writeJsonFeed,
};

/** Serves a feed in one format; `scopeOf` tells whose by the `:name` of the path. */
export function createFeedHandler(
  deps: SiteDeps,
  format: FeedFormat,
  scopeOf: (name: string) => FeedScope,
): RequestHandler<{ name?: string }> {
  return (request, response, next) => {
    const scope = scopeOf(request.params.name ?? '');
    const address = { route: `feed ${format}`, url: feedPath(scope, format) };
    // Whom an id means may have had a feed of that name before there was a file of the author.
    const pass = (): void => {
      const { kind, slug = '' } = { slug: undefined, ...scope };
      const meant = kind === 'author' ? atOneMoment(deps, ({ catalog }) => catalog.authorMeant(slug)) : null;
      if (meant === null) next();
      else sendRedirect(response, feedPath({ kind: 'author', slug: meant }, format));
    };
    return serveDocument(deps, { request, response, next: pass }, address, (context) => {
      const { hubs } = deps;
      const picture = (src: string) => findPicture(context, src);
      const built = buildFeedModel({ ...context, hubs, picture }, scope);
      if (built === null) return null;
      const { model, keys, lastModified } = built;
      return {
        body: WRITERS[format](model),
        contentType: `${FEED_FORMATS[format].type}; charset=utf-8`,
        keys,
        lastModified: lastModified ?? 0,
        headers: hubs.length === 0 ? [] : ['Link', hubLinks(model.selfUrls[format], hubs)],
      };
    });
  };
}

/** Where a change of the feed is told (WebSub §4): each hub, and the address that it knows the feed by. */
function hubLinks(selfUrl: string, hubs: readonly string[]): string {
  return [`<${selfUrl}>; rel="self"`, ...hubs.map((hub) => `<${hub}>; rel="hub"`)].join(', ');
}
