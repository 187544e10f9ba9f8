import type { RequestHandler } from 'express';
import { parsePeriod } from '../../domain/period.ts';
import { ARCHIVES_KEY, archiveKey } from '../../domain/surrogate-keys.ts';
import { archivePath, pagedPath } from '../../domain/urls.ts';
import { buildArchivePage } from '../../pages/archive-page.ts';
import { parsePage } from '../../pages/parts/pagination.ts';
import { servePage } from '../send/serve-page.ts';
import type { SiteDeps } from '../site-deps.ts';

/** The parts of an archive's path. */
export interface ArchiveParams {
  readonly year: string;
  readonly month?: string;
  readonly day?: string;
}

/** Serves the archive of a year, a month or a day. */
export function createArchiveHandler(deps: SiteDeps): RequestHandler<ArchiveParams> {
  return (request, response, next) => {
    const { year, month, day } = request.params;
    const period = parsePeriod(year, month, day);
    const number = parsePage(request.query['page']);
    if (period === null || number === null) return next();
    const address = { route: 'archive', url: pagedPath(archivePath(period), number) };
    return servePage(deps, { request, response, next }, address, (context) => {
      const page = buildArchivePage(context, period, number);
      if (page === null) return null;
      // A day shows the calendar of its month.
      const month = archiveKey(period.slice(0, 7));
      return { html: deps.render('archive', page), keys: [archiveKey(period), month, ARCHIVES_KEY] };
    });
  };
}
