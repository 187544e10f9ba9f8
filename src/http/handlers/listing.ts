import type { RequestHandler } from 'express';
import { toSlug } from '../../domain/slug.ts';
import { authorKey, sectionKey, topicKey } from '../../domain/surrogate-keys.ts';
import { LIST_PATHS, pagedPath } from '../../domain/urls.ts';
import { buildListingPage, type ListingKind } from '../../pages/listing-page.ts';
import type { PageContext } from '../../pages/page-context.ts';
import { parsePage } from '../../pages/pagination.ts';
import { sendRedirect } from '../send-redirect.ts';
import { servePage } from '../serve-page.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

const KEYS = { section: sectionKey, topic: topicKey, author: authorKey };

/** The slug of the page of an author whom a slug means: an id, or the name of a file, is no address of its own. */
const authorMeant = (deps: SiteDeps, slug: string): string =>
  atOneMoment(deps, ({ catalog }) => catalog.authorMeant(slug)) ?? slug;

/** Serves the list of a section, a topic or an author; a name as it is written leads to its address. */
export function createListingHandler(deps: SiteDeps, kind: ListingKind): RequestHandler<{ name: string }> {
  return (request, response, next) => {
    const { name } = request.params;
    const number = parsePage(request.query['page']);
    if (number === null) return next();
    const pass = (): void => {
      const written = toSlug(name);
      const slug = kind === 'author' ? authorMeant(deps, written) : written;
      const isThere = (context: PageContext): boolean =>
        buildListingPage(context, kind, slug, number) !== null;
      if (slug !== '' && slug !== name && atOneMoment(deps, isThere))
        sendRedirect(response, pagedPath(LIST_PATHS[kind](slug), number));
      else next();
    };
    const address = { route: kind, url: pagedPath(LIST_PATHS[kind](name), number) };
    return servePage(deps, { request, response, next: pass }, address, (context) => {
      const page = buildListingPage(context, kind, name, number);
      return page === null ? null : { html: deps.render('listing', page), keys: [KEYS[kind](name)] };
    });
  };
}
