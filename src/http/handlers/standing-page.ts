import type { RequestHandler } from 'express';
import { standingPageKey } from '../../domain/surrogate-keys.ts';
import { buildStandingPage } from '../../pages/standing-page.ts';
import { servePage } from '../send/serve-page.ts';
import type { SiteDeps } from '../site-deps.ts';

/** Serves About, Contact and the other pages of `content/pages`. */
export function createStandingPageHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) => {
    const { path } = request;
    return servePage(deps, { request, response, next }, { route: 'standing', url: path }, (context) => {
      const page = context.catalog.standingPage(path);
      if (page === null) return null;
      return {
        html: deps.render('standing', buildStandingPage(context, page)),
        keys: [standingPageKey(path)],
      };
    });
  };
}
