import type { RequestHandler } from 'express';
import { FEED_FORMATS, type FeedFormat } from '../../domain/feed-formats.ts';
import { buildFeedModel } from '../../feeds/build-feed-model.ts';
import { type FeedModel, type FeedScope, feedPath } from '../../feeds/feed-model.ts';
import { writeAtom } from '../../feeds/write-atom.ts';
import { writeJsonFeed } from '../../feeds/write-json-feed.ts';
import { writeRss } from '../../feeds/write-rss.ts';
import type { PageContext } from '../../pages/parts/page-context.ts';
import { findPicture } from '../../pages/parts/picture-view.ts';
import { listMeant } from '../request/list-meant.ts';
import { sendRedirect } from '../send/send-redirect.ts';
import { serveDocument } from '../send/serve-document.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

const WRITERS: Readonly<Record<FeedFormat, (feed: FeedModel) => string>> = {
  rss: writeRss,
  atom: writeAtom,
  json: writeJsonFeed,
};

/**
 * Serves a feed in one format; `scopeOf` tells whose by the `:name` of the path. A name as it is written, and a former
 * slug, lead to its address.
 */
export function createFeedHandler(
  deps: SiteDeps,
  format: FeedFormat,
  scopeOf: (name: string) => FeedScope,
): RequestHandler<{ name?: string }> {
  const { hubs } = deps;
  const build = (context: PageContext, wanted: FeedScope) => {
    const picture = (src: string) => findPicture(context, src);
    return buildFeedModel({ ...context, hubs, picture }, wanted);
  };
  return (request, response, next) => {
    const scope = scopeOf(request.params.name ?? '');
    const address = { route: `feed ${format}`, url: feedPath(scope, format) };
    const pass = (): void => {
      const moved = atOneMoment(deps, (context) => {
        const meant = 'slug' in scope ? listMeant(context, scope.kind, scope.slug) : null;
        return meant === null || build(context, scopeOf(meant)) === null ? null : scopeOf(meant);
      });
      if (moved === null) next();
      else sendRedirect(response, feedPath(moved, format));
    };
    return serveDocument(deps, { request, response, next: pass }, address, (context) => {
      const built = build(context, scope);
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
