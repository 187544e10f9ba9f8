import type { RequestHandler } from 'express';
import { buildArticlePage } from '../../pages/article-page.ts';
import { buildGonePage } from '../../pages/message-page.ts';
import { sendPage } from '../send-page.ts';
import { sendRedirect } from '../send-redirect.ts';
import { pageContext, type SiteDeps } from '../site-deps.ts';

/** Serves one article, or the redirect or 410 that its path has become. */
export function createArticleHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) => {
    const context = pageContext(deps);
    const resolved = deps.catalog.resolve(request.path, context.now);
    if (resolved.kind === 'unknown') return next();
    if (resolved.kind === 'moved') return sendRedirect(response, resolved.path);
    if (resolved.kind === 'gone') {
      return sendPage(request, response, deps.render('message', buildGonePage(context, resolved.title)), 410);
    }
    sendPage(request, response, deps.render('article', buildArticlePage(context, resolved.article)));
  };
}
