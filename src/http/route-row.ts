import type { Request, RequestHandler } from 'express';
import type { RenderedPage } from '../cache/page-entry.ts';
import { editionPath, OWN_EDITION } from '../domain/edition.ts';
import { composedSmall } from '../domain/names.ts';
import { formerSlugsOf, toSlug } from '../domain/slug.ts';
import { pagedPath } from '../domain/urls.ts';
import type { PageContext } from '../pages/parts/page-context.ts';
import { parsePage } from '../pages/parts/pagination.ts';
import { findBuilt } from './send/serve-built.ts';
import { sendEntry } from './send/send-entry.ts';
import { sendRedirect } from './send/send-redirect.ts';
import { atOneMoment, type PageMoment, type SiteDeps } from './site-deps.ts';

/** The kinds of lists that have a name. */
export type NamedList = 'section' | 'topic' | 'author' | 'series';

/** A kind of pages, or of documents for machines: where they stand, and what is there. */
export interface RouteRow {
  /** As the router takes them. */
  readonly paths: string | RegExp | readonly string[];
  /** Which route made what the cache keeps. */
  readonly route: string;
  /** Which of its kind a request names: by default what stands in the path as `:name`. Null for none. */
  readonly nameOf?: (request: Request) => string | null;
  /** Whether it is of the whole site, and stands in no edition but its own. */
  readonly isOfSite?: boolean;
  /** Its own path. */
  readonly pathOf: (name: string) => string;
  /** Whether it goes on under `?page=2`; else a query says nothing. */
  readonly isPaged?: boolean;
  /** The lists whose names these are: one as it is written, and a former slug, lead to its address. */
  readonly list?: NamedList;
  /** What stands there, page by page from 1; null for nothing. */
  readonly build: BuildRow;
}

export type BuildRow = (
  deps: SiteDeps,
  context: PageMoment,
  name: string,
  page: number,
) => RenderedPage | null;

/** A row of what has one path. */
export const at = (path: string, row: Omit<RouteRow, 'paths' | 'pathOf'>): RouteRow => ({
  paths: path,
  pathOf: () => path,
  ...row,
});

/** Where the router finds each kind of lists. */
export const LIST_ROUTES: Readonly<Record<NamedList, string>> = {
  section: '/sections/:name',
  topic: '/topics/:name',
  author: '/authors/:name',
  series: '/series/:name',
};

/** Serves what a row of the table has, from the cache or built now; passes on where there is nothing. */
export function createRowHandler(deps: SiteDeps, row: RouteRow): RequestHandler {
  const { route, nameOf = givenName, pathOf, isPaged = false, isOfSite = false, list, build } = row;
  return async (request, response, next) => {
    const asked = nameOf(request);
    const page = isPaged ? parsePage(request.query['page']) : 1;
    if (asked === null || page === null) return next();
    const edition = mountedEdition(request);
    if (isOfSite && edition !== OWN_EDITION) return next();
    const urlOf = (name: string): string => pagedPath(editionPath(edition, pathOf(name)), page);
    const find = (name: string) =>
      findBuilt(deps, { route, url: urlOf(name), edition }, (context) => build(deps, context, name, page));
    const found = await find(asked);
    if (found !== null) return sendEntry(request, response, found);
    const meant = list && atOneMoment(deps, (context) => listMeant(context, list, asked), edition);
    if (meant && (await find(meant)) !== null) sendRedirect(response, urlOf(meant));
    else next();
  };
}

/** The edition below whose prefix a router was mounted that a request has come to. */
export const mountedEdition = ({ baseUrl }: Pick<Request, 'baseUrl'>): string => baseUrl.slice(1);

const givenName = ({ params }: Request): string => String(params['name'] ?? '');

/**
 * The slug of the list that a path means which is none's: of an author by an id or the name of a file, of a name as it
 * is written, or of one whose slug was that by an earlier rule. Null for neither; whether there is such a list is for the caller to see.
 */
function listMeant(context: PageContext, kind: NamedList, name: string): string | null {
  const slug = toSlug(name);
  const author = kind === 'author' ? context.catalog.authorMeant(slug) : null;
  if (author !== null) return author;
  if (slug !== '' && slug !== name) return slug;
  if (kind !== 'section') return context.catalog.presentSlug(kind, name, context.now);
  const section = context.site.sections.find((one) =>
    formerSlugsOf(one.name).map(composedSmall).includes(name),
  );
  return section === undefined || section.slug === name ? null : section.slug;
}
