import type { RequestHandler } from 'express';
import { authorKey, sectionKey, topicKey } from '../../domain/surrogate-keys.ts';
import { LIST_PATHS, pagedPath } from '../../domain/urls.ts';
import { buildListingPage, type ListingKind } from '../../pages/listing-page.ts';
import { parsePage } from '../../pages/parts/pagination.ts';
import { listMeant } from '../request/list-meant.ts';
import { sendRedirect } from '../send/send-redirect.ts';
import { servePage } from '../send/serve-page.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

const KEYS = { section: sectionKey, topic: topicKey, author: authorKey };

/** Serves the list of a section, a topic or an author; a name as it is written leads to its address, and so does a former slug. */
export function createListingHandler(deps: SiteDeps, kind: ListingKind): RequestHandler<{ name: string }> {
  return (request, response, next) => {
    const { name } = request.params;
    const number = parsePage(request.query['page']);
    if (number === null) return next();
    const pass = (): void => {
      const slug = atOneMoment(deps, (context) => {
        const meant = listMeant(context, kind, name);
        return meant === null || buildListingPage(context, kind, meant, number) === null ? null : meant;
      });
      if (slug === null) next();
      else sendRedirect(response, pagedPath(LIST_PATHS[kind](slug), number));
    };
    const address = { route: kind, url: pagedPath(LIST_PATHS[kind](name), number) };
    return servePage(deps, { request, response, next: pass }, address, (context) => {
      const page = buildListingPage(context, kind, name, number);
      return page === null ? null : { html: deps.render('listing', page), keys: [KEYS[kind](name)] };
    });
  };
}
