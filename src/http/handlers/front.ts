import type { RequestHandler } from 'express';
import { buildFrontPage } from '../../pages/front-page.ts';
import { parsePage } from '../../pages/pagination.ts';
import { sendPage } from '../send-page.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

/** Serves the front and the pages of stories behind it. */
export function createFrontHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) => {
    const number = parsePage(request.query['page']);
    if (number === null) return next();
    const page = atOneMoment(deps, (context) => buildFrontPage(context, number));
    if (page === null) return next();
    sendPage(request, response, deps.render('front', page));
  };
}
