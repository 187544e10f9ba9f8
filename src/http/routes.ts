import { type RequestHandler, Router } from 'express';
import { OWN_EDITION } from '../domain/edition.ts';
import { OEMBED_PATH, SEARCH_PATH } from '../domain/urls.ts';
import { NO_HISTORY, type StoryHistory } from '../pages/history/story-history.ts';
import type { PageViews } from './page-view-counts.ts';
import { DOCUMENT_ROWS } from './document-rows.ts';
import { createArticleHandler } from './handlers/article-handler.ts';
import { createHistoryHandler } from './handlers/history-handler.ts';
import { createMarkdownChoice, createMarkdownHandler } from './handlers/markdown-handler.ts';
import { createNearHandler } from './handlers/near-handler.ts';
import { createOembedHandler } from './handlers/oembed-handler.ts';
import { createSearchHandler } from './handlers/search-handler.ts';
import { PAGE_ROWS } from './page-rows.ts';
import { labelled } from './request/route-label.ts';
import { createRowHandler } from './route-row.ts';
import { serveFixed } from './send/send-entry.ts';
import { editionAt, type SiteDeps } from './site-deps.ts';

/** At addresses that browsers ask for by convention, so without a hash. */
const CONVENTIONAL = ['favicon.ico', 'apple-touch-icon.png'];

/** Leads what is asked for at an address of a file that the site makes itself, such as `/robots.txt` or a feed, past a handler. */
export function unlessOwnFile(handler: RequestHandler): RequestHandler {
  const router = Router({ caseSensitive: true, strict: true });
  const own = [...CONVENTIONAL.map((name) => `/${name}`), ...DOCUMENT_ROWS.flatMap(({ paths }) => paths)];
  router.get(own, (_request, _response, next) => next('router'));
  router.use(handler);
  return (request, response, next) => (request.path.includes('.') ? router(request, response, next) : next());
}

/** What each edition has of its own, below its prefix: `/search`, `/topics`, `/feed.xml`. */
function createEditionRoutes(deps: SiteDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(SEARCH_PATH, labelled('search', createSearchHandler(deps)));
  router.get(OEMBED_PATH, labelled('oembed', createOembedHandler(deps)));
  for (const row of [...DOCUMENT_ROWS, ...PAGE_ROWS]) {
    router.get(row.paths as string, createRowHandler(deps, row));
  }
  return router;
}

/** What routes of stories ask besides the catalog. */
export interface RouteParts {
  readonly pageViews: PageViews;
  /** Where versions of stories are found; nowhere by default. */
  readonly history?: StoryHistory | undefined;
}

/** Every address of the site. A handler that finds nothing passes on, and the end of the table is 404. */
export function createRoutes(deps: SiteDeps, { pageViews, history = NO_HISTORY }: RouteParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const article = createArticleHandler(deps, pageViews, history);

  // What is asked for most comes first.
  router.get('{/:language}/:year/:month/:day/:slug.md', createMarkdownHandler(deps));
  router.get('{/:language}/:year/:month/:day/:slug', createMarkdownChoice(deps), article);
  router.get('{/:language}/:year/:month/:day/:slug/history', createHistoryHandler(deps, history));
  for (const name of CONVENTIONAL) {
    const { bytes: body, contentType } = deps.looks.assets.file(`icons/${name}`);
    const icon = serveFixed({ body, contentType, cacheControl: 'public, max-age=86400' });
    router.get(`/${name}`, labelled('asset', icon));
  }
  const ofEdition = createEditionRoutes(deps);
  router.use('/:edition', (request, response, next) => {
    if (editionAt(deps, request.baseUrl) === OWN_EDITION) next();
    else ofEdition(request, response, next);
  });
  router.use(ofEdition);
  // Last, and for every path: an article's own, or one of the old addresses that its file names, or nearly one.
  router.get('/{*path}', article, createNearHandler(deps));
  return router;
}
