import type { RequestHandler } from 'express';
import { buildListingPage, type ListingKind } from '../../pages/listing-page.ts';
import { parsePage } from '../../pages/pagination.ts';
import { sendPage } from '../send-page.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

/** Serves the list of a section, a topic or an author. */
export function createListingHandler(deps: SiteDeps, kind: ListingKind): RequestHandler<{ name: string }> {
  return (request, response, next) => {
    const number = parsePage(request.query['page']);
    if (number === null) return next();
    const page = atOneMoment(deps, (context) => buildListingPage(context, kind, request.params.name, number));
    if (page === null) return next();
    sendPage(request, response, deps.render('listing', page));
  };
}
