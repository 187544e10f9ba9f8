import type { RequestHandler } from 'express';
import { seriesKey } from '../../domain/surrogate-keys.ts';
import { pagedPath, seriesPath } from '../../domain/urls.ts';
import { parsePage } from '../../pages/pagination.ts';
import { buildSeriesPage } from '../../pages/series-page.ts';
import { servePage } from '../serve-page.ts';
import type { SiteDeps } from '../site-deps.ts';

/** Serves the list of a series. */
export function createSeriesHandler(deps: SiteDeps): RequestHandler<{ name: string }> {
  return (request, response, next) => {
    const { name } = request.params;
    const number = parsePage(request.query['page']);
    if (number === null) return next();
    const address = { route: 'series', url: pagedPath(seriesPath(name), number) };
    return servePage(deps, { request, response, next }, address, (context) => {
      const page = buildSeriesPage(context, name, number);
      return page === null ? null : { html: deps.render('series', page), keys: [seriesKey(name)] };
    });
  };
}
