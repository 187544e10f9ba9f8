import type { Request, RequestHandler, Response } from 'express';
import { NO_STORE, REVALIDATE } from '../../cache/cache-policy.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { buildOembed, writeOembedJson, writeOembedXml } from '../../feeds/oembed.ts';
import { parseOembedRequest } from '../../feeds/oembed-request.ts';
import type { PageContext } from '../../pages/parts/page-context.ts';
import { buildShareImages } from '../../pages/frame/share-image.ts';
import { canonicalTarget } from '../../domain/addresses/canonical-target.ts';
import { sendAnswer } from '../send/send-entry.ts';
import { atMomentOf, findLiveArticle, type SiteDeps } from '../site-deps.ts';

const FORMATS = {
  json: { type: 'application/json; charset=utf-8', write: writeOembedJson },
  xml: { type: 'text/xml; charset=utf-8', write: writeOembedXml },
};

/**
 * Serves `/oembed`. Its answers are made each time: a query can be written in endless ways, and a few look-ups
 * are all that one costs.
 */
export function createOembedHandler(deps: SiteDeps): RequestHandler {
  return (request, response) => {
    const parsed = parseOembedRequest(request.query, deps.address.origin);
    if ('refusal' in parsed) return refuse(request, response, parsed.refusal);
    const { path, format } = parsed.request;
    const { type, write } = FORMATS[format];
    const body = atMomentOf(deps, path, (context) => {
      const article = findArticle(context, path);
      if (article === null) return null;
      const thumbnail = buildShareImages(context, article).card;
      return write(buildOembed({ ...context, thumbnail }, article, parsed.request));
    });
    if (body === null)
      return refuse(request, response, { status: 404, message: 'url: names no story here.' });
    sendAnswer(request, response, { body, contentType: type, cacheControl: REVALIDATE });
  };
}

/** The article at a path however it is written, or at the address that it has now. */
function findArticle(context: PageContext, written: string): ArticleRecord | null {
  const target = canonicalTarget(written);
  if (target.kind === 'refused') return null;
  return findLiveArticle(context, target.kind === 'moved' ? target.location : written);
}

function refuse(
  request: Request,
  response: Response,
  { status, message }: { readonly status: number; readonly message: string },
): void {
  const contentType = 'text/plain; charset=utf-8';
  sendAnswer(request, response, { body: `${message}\n`, contentType, status, cacheControl: NO_STORE });
}
