import type { RequestHandler } from 'express';
import { seriesKey } from '../../domain/surrogate-keys.ts';
import { pagedPath, seriesPath } from '../../domain/urls.ts';
import { parsePage } from '../../pages/parts/pagination.ts';
import { buildSeriesPage } from '../../pages/series-page.ts';
import { listMeant } from '../request/list-meant.ts';
import { sendRedirect } from '../send/send-redirect.ts';
import { servePage } from '../send/serve-page.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

/** Serves the list of a series; its name as it is written leads to its address, and so does a former slug. */
export function createSeriesHandler(deps: SiteDeps): RequestHandler<{ name: string }> {
  return (request, response, next) => {
    const { name } = request.params;
    const number = parsePage(request.query['page']);
    if (number === null) return next();
    const address = { route: 'series', url: pagedPath(seriesPath(name), number) };
    const pass = (): void => {
      const slug = atOneMoment(deps, (context) => {
        const meant = listMeant(context, 'series', name);
        return meant === null || buildSeriesPage(context, meant, number) === null ? null : meant;
      });
      if (slug === null) next();
      else sendRedirect(response, pagedPath(seriesPath(slug), number));
    };
    return servePage(deps, { request, response, next: pass }, address, (context) => {
      const page = buildSeriesPage(context, name, number);
      return page === null ? null : { html: deps.render('series', page), keys: [seriesKey(name)] };
    });
  };
}
