import type { RequestHandler } from 'express';
import { FRONT_KEY } from '../../domain/surrogate-keys.ts';
import { pagedPath } from '../../domain/urls.ts';
import { buildFrontPage } from '../../pages/front-page.ts';
import { parsePage } from '../../pages/parts/pagination.ts';
import { servePage } from '../send/serve-page.ts';
import type { SiteDeps } from '../site-deps.ts';

/** Serves the front and the pages of stories behind it. */
export function createFrontHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) => {
    const number = parsePage(request.query['page']);
    if (number === null) return next();
    const address = { route: 'front', url: pagedPath('/', number) };
    return servePage(deps, { request, response, next }, address, (context) => {
      const page = buildFrontPage(context, number);
      return page === null ? null : { html: deps.render('front', page), keys: [FRONT_KEY] };
    });
  };
}
