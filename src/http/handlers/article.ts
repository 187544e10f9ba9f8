import type { RequestHandler } from 'express';
import { buildArticlePage } from '../../pages/article-page.ts';
import { buildGonePage } from '../../pages/message-page.ts';
import { sendPage } from '../send-page.ts';
import { sendRedirect } from '../send-redirect.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

/** Serves one article, or the redirect or 410 that its path has become. */
export function createArticleHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) => {
    const found = atOneMoment(deps, (context) => {
      const resolved = context.catalog.resolve(request.path, context.now);
      if (resolved.kind === 'article') {
        return { status: 200, html: deps.render('article', buildArticlePage(context, resolved.article)) };
      }
      if (resolved.kind === 'gone') {
        return { status: 410, html: deps.render('message', buildGonePage(context, resolved.title)) };
      }
      return resolved;
    });
    if ('html' in found) sendPage(request, response, found.html, found.status);
    else if (found.kind === 'moved') sendRedirect(response, found.path);
    else next();
  };
}
