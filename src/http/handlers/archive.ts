import type { RequestHandler } from 'express';
import { parsePeriod } from '../../domain/period.ts';
import { buildArchivePage } from '../../pages/archive-page.ts';
import { parsePage } from '../../pages/pagination.ts';
import { sendPage } from '../send-page.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

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
    const page = atOneMoment(deps, (context) => buildArchivePage(context, period, number));
    if (page === null) return next();
    sendPage(request, response, deps.render('archive', page));
  };
}
