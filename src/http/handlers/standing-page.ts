import type { RequestHandler } from 'express';
import { buildStandingPage } from '../../pages/standing-page.ts';
import { sendPage } from '../send-page.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

/** Serves About, Contact and the other pages of `content/pages`. */
export function createStandingPageHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) => {
    const page = atOneMoment(deps, (context) => {
      const found = context.catalog.standingPage(request.path);
      return found === null ? null : buildStandingPage(context, found);
    });
    if (page === null) return next();
    sendPage(request, response, deps.render('standing', page));
  };
}
