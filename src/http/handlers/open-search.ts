import type { RequestHandler } from 'express';
import { SITE_KEY } from '../../domain/surrogate-keys.ts';
import { OPENSEARCH_PATH } from '../../domain/urls.ts';
import { writeOpenSearch } from '../../feeds/write-open-search.ts';
import { serveDocument } from '../send/serve-document.ts';
import type { SiteDeps } from '../site-deps.ts';

/** Serves `/opensearch.xml`, by which browsers learn to search the site. */
export function createOpenSearchHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) =>
    serveDocument(
      deps,
      { request, response, next },
      { route: 'opensearch', url: OPENSEARCH_PATH },
      ({ site, origin }) => ({
        body: writeOpenSearch(site, origin),
        contentType: 'application/opensearchdescription+xml; charset=utf-8',
        keys: [SITE_KEY],
        lastModified: null,
      }),
    );
}
