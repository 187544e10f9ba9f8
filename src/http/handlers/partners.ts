import type { RequestHandler } from 'express';
import { PARTNERS_PAGE_KEY } from '../../domain/surrogate-keys.ts';
import { PARTNERS_PATH } from '../../domain/urls.ts';
import { buildPartnersPage } from '../../pages/partners-page.ts';
import { servePage } from '../send/serve-page.ts';
import type { SiteDeps } from '../site-deps.ts';

/** Serves the page of all partner news. */
export function createPartnersHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) =>
    servePage(deps, { request, response, next }, { route: 'partners', url: PARTNERS_PATH }, (context) => ({
      html: deps.render('partners', buildPartnersPage(context)),
      keys: [PARTNERS_PAGE_KEY],
    }));
}
