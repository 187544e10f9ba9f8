import { Router } from 'express';
import { FEED_FORMATS, type FeedFormat } from '../domain/feed-formats.ts';
import {
  ARCHIVE_PATH,
  CORRECTIONS_PATH,
  MANIFEST_PATH,
  OEMBED_PATH,
  OFFLINE_PATH,
  OPENSEARCH_PATH,
  PARTNERS_PATH,
  SEARCH_PATH,
  SERVICE_WORKER_PATH,
} from '../domain/urls.ts';
import { NAME_INDEX_PATHS } from '../pages/name-index-page.ts';
import { createArchiveHandler } from './handlers/archive.ts';
import { createArchiveIndexHandler } from './handlers/archive-index.ts';
import { type ArticleDeps, createArticleHandler } from './handlers/article.ts';
import { createCorrectionsHandler } from './handlers/corrections.ts';
import { createFeedHandler } from './handlers/feed.ts';
import { createFrontHandler } from './handlers/front.ts';
import { createIconHandler } from './handlers/icon.ts';
import { createListingHandler } from './handlers/listing.ts';
import { createMarkdownChoice, createMarkdownHandler } from './handlers/markdown.ts';
import { createNameIndexHandler } from './handlers/name-index.ts';
import { createOembedHandler } from './handlers/oembed.ts';
import { createOfflineHandler, createServiceWorkerHandler } from './handlers/offline.ts';
import { createOpenSearchHandler } from './handlers/open-search.ts';
import { createPartnersHandler } from './handlers/partners.ts';
import { createSearchHandler } from './handlers/search.ts';
import { createSeriesHandler } from './handlers/series.ts';
import {
  createLlmsTxtHandler,
  createManifestHandler,
  createRobotsHandler,
  createSecurityTxtHandler,
} from './handlers/site-texts.ts';
import { createSitemapHandler } from './handlers/sitemap.ts';
import { createStandingPageHandler } from './handlers/standing-page.ts';
import type { SiteDeps } from './site-deps.ts';

/** Every address of the site. A handler that finds nothing passes on, and the end of the table is 404. */
export function createRoutes(deps: ArticleDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const archive = createArchiveHandler(deps);
  const article = createArticleHandler(deps);

  // What is asked for most comes first.
  router.get('/:year/:month/:day/:slug.md', createMarkdownHandler(deps));
  router.get('/:year/:month/:day/:slug', createMarkdownChoice(deps), article);
  router.get('/', createFrontHandler(deps));
  addFeeds(router, deps);
  router.get('/favicon.ico', createIconHandler(deps.assets, 'icons/favicon.ico'));
  router.get('/apple-touch-icon.png', createIconHandler(deps.assets, 'icons/apple-touch-icon.png'));
  router.get('/sections/:name', createListingHandler(deps, 'section'));
  router.get('/topics/:name', createListingHandler(deps, 'topic'));
  router.get('/authors/:name', createListingHandler(deps, 'author'));
  for (const kind of ['topic', 'author', 'series'] as const) {
    router.get(NAME_INDEX_PATHS[kind], createNameIndexHandler(deps, kind));
  }
  router.get('/series/:name', createSeriesHandler(deps));
  router.get(ARCHIVE_PATH, createArchiveIndexHandler(deps));
  router.get(SEARCH_PATH, createSearchHandler(deps));
  router.get(OPENSEARCH_PATH, createOpenSearchHandler(deps));
  router.get(CORRECTIONS_PATH, createCorrectionsHandler(deps));
  router.get(PARTNERS_PATH, createPartnersHandler(deps));
  router.get(/^\/sitemap[^/]*\.xml$/, createSitemapHandler(deps));
  router.get('/robots.txt', createRobotsHandler(deps));
  router.get('/llms.txt', createLlmsTxtHandler(deps));
  router.get('/.well-known/security.txt', createSecurityTxtHandler(deps));
  router.get(OEMBED_PATH, createOembedHandler(deps));
  router.get(MANIFEST_PATH, createManifestHandler(deps));
  router.get(SERVICE_WORKER_PATH, createServiceWorkerHandler(deps));
  router.get(OFFLINE_PATH, createOfflineHandler(deps));
  router.get('/:slug', createStandingPageHandler(deps));
  router.get('/:year', archive);
  router.get('/:year/:month', archive);
  router.get('/:year/:month/:day', archive);
  // Last, and for every path: an article's own, or one of the old addresses that its file names.
  router.get('/{*path}', article);
  return router;
}

/** The feeds of the site, of each list, and of the corrections, in every format. */
function addFeeds(router: Router, deps: SiteDeps): void {
  for (const format of Object.keys(FEED_FORMATS) as FeedFormat[]) {
    const { file } = FEED_FORMATS[format];
    const list = (kind: 'section' | 'topic' | 'author') =>
      createFeedHandler(deps, format, (slug) => ({ kind, slug }));
    router.get(
      `/${file}`,
      createFeedHandler(deps, format, () => ({ kind: 'all' })),
    );
    router.get(`/sections/:name/${file}`, list('section'));
    router.get(`/topics/:name/${file}`, list('topic'));
    router.get(`/authors/:name/${file}`, list('author'));
    router.get(
      `${CORRECTIONS_PATH}/${file}`,
      createFeedHandler(deps, format, () => ({ kind: 'corrections' })),
    );
  }
}
