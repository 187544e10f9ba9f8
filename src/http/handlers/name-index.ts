import type { RequestHandler } from 'express';
import type { NamedKind } from '../../catalog/store/tally-entries.ts';
import { AUTHORS_KEY, SERIES_KEY, TOPICS_KEY } from '../../domain/surrogate-keys.ts';
import { pagedPath } from '../../domain/urls.ts';
import { buildNameIndexPage, NAME_INDEX_PATHS } from '../../pages/name-index-page.ts';
import { parsePage } from '../../pages/parts/pagination.ts';
import { servePage } from '../send/serve-page.ts';
import type { SiteDeps } from '../site-deps.ts';

const KEYS = { topic: TOPICS_KEY, author: AUTHORS_KEY, series: SERIES_KEY };

/** Serves the index of all topics, authors or series. */
export function createNameIndexHandler(deps: SiteDeps, kind: NamedKind): RequestHandler {
  return (request, response, next) => {
    const number = parsePage(request.query['page']);
    if (number === null) return next();
    const address = { route: 'index', url: pagedPath(NAME_INDEX_PATHS[kind], number) };
    return servePage(deps, { request, response, next }, address, (context) => {
      const page = buildNameIndexPage(context, kind, number);
      return page === null ? null : { html: deps.render('name-index', page), keys: [KEYS[kind]] };
    });
  };
}
