import type { RequestHandler } from 'express';
import { CORRECTIONS_KEY } from '../../domain/surrogate-keys.ts';
import { CORRECTIONS_PATH, pagedPath } from '../../domain/urls.ts';
import { buildCorrectionsPage } from '../../pages/corrections-page.ts';
import { parsePage } from '../../pages/parts/pagination.ts';
import { servePage } from '../send/serve-page.ts';
import type { SiteDeps } from '../site-deps.ts';

/** Serves the list of corrections. */
export function createCorrectionsHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) => {
    const number = parsePage(request.query['page']);
    if (number === null) return next();
    const address = { route: 'corrections', url: pagedPath(CORRECTIONS_PATH, number) };
    return servePage(deps, { request, response, next }, address, (context) => {
      const page = buildCorrectionsPage(context, number);
      return page === null ? null : { html: deps.render('corrections', page), keys: [CORRECTIONS_KEY] };
    });
  };
}
