import { Router } from 'express';
import { createArchiveHandler } from './handlers/archive.ts';
import { createArticleHandler } from './handlers/article.ts';
import { createFrontHandler } from './handlers/front.ts';
import { createIconHandler } from './handlers/icon.ts';
import { createListingHandler } from './handlers/listing.ts';
import { createRssHandler } from './handlers/rss.ts';
import { createStandingPageHandler } from './handlers/standing-page.ts';
import type { SiteDeps } from './site-deps.ts';

/** Every address of the site. A handler that finds nothing passes on, and the end of the table is 404. */
export function createRoutes(deps: SiteDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const archive = createArchiveHandler(deps);
  const article = createArticleHandler(deps);

  // What is asked for most comes first.
  router.get('/:year/:month/:day/:slug', article);
  router.get('/', createFrontHandler(deps));
  router.get('/feed.xml', createRssHandler(deps));
  router.get('/favicon.ico', createIconHandler(deps.assets, 'icons/favicon.ico'));
  router.get('/apple-touch-icon.png', createIconHandler(deps.assets, 'icons/apple-touch-icon.png'));
  router.get('/sections/:name', createListingHandler(deps, 'section'));
  router.get('/topics/:name', createListingHandler(deps, 'topic'));
  router.get('/authors/:name', createListingHandler(deps, 'author'));
  router.get('/:slug', createStandingPageHandler(deps));
  router.get('/:year', archive);
  router.get('/:year/:month', archive);
  router.get('/:year/:month/:day', archive);
  // Last, and for every path: an article's own, or one of the old addresses that its file names.
  router.get('/{*path}', article);
  return router;
}
