import type { RequestHandler } from 'express';
import { ARCHIVE_INDEX_KEY } from '../../domain/surrogate-keys.ts';
import { ARCHIVE_PATH } from '../../domain/urls.ts';
import { buildArchiveIndexPage } from '../../pages/archive-index-page.ts';
import { servePage } from '../send/serve-page.ts';
import type { SiteDeps } from '../site-deps.ts';

/** Serves the index of the archive: every year and month. */
export function createArchiveIndexHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) =>
    servePage(deps, { request, response, next }, { route: 'archive', url: ARCHIVE_PATH }, (context) => ({
      html: deps.render('archive-index', buildArchiveIndexPage(context)),
      keys: [ARCHIVE_INDEX_KEY],
    }));
}
