import type { RequestHandler } from 'express';
import { articleKey } from '../../domain/surrogate-keys.ts';
import { buildArticlePage } from '../../pages/article-page.ts';
import { buildGonePage } from '../../pages/message-page.ts';
import type { Readings } from '../count-readings.ts';
import { sendEntry } from '../send/send-entry.ts';
import { sendErrorPage } from '../send/send-error-page.ts';
import { sendRedirect } from '../send/send-redirect.ts';
import { finishPage } from '../send/serve-built.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

export interface ArticleDeps extends SiteDeps {
  readonly readings: Readings;
}

/** Serves one article, or the redirect or 410 that its path has become. Its URL has Markdown for those who ask. */
export function createArticleHandler(deps: ArticleDeps): RequestHandler {
  return async (request, response, next) => {
    const { path } = request;
    const found = await deps.pages.resolve('article', path, () =>
      atOneMoment(deps, (context) => {
        const resolved = context.catalog.resolve(path, context.now);
        if (resolved.kind === 'article') {
          const html = deps.render('article', buildArticlePage(context, resolved.article));
          const { id } = resolved.article;
          const page = finishPage(deps, context, { html, keys: [articleKey(id)], vary: 'Accept' });
          return { ...page, reading: deps.readings.counterOf(id) };
        }
        if (resolved.kind !== 'gone') return resolved;
        return {
          kind: 'gone',
          html: deps.render('message', buildGonePage(context, resolved.title)),
        } as const;
      }),
    );
    if (found.kind === 'page') {
      sendEntry(request, response, found);
      deps.readings.note(request, found);
    } else if (found.kind === 'moved') sendRedirect(response, found.path);
    else if (found.kind === 'gone') sendErrorPage(request, response, found.html, 410);
    else next();
  };
}
