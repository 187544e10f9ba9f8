import type { RequestHandler } from 'express';
import { FOR_THE_ASKER } from '../../cache/cache-policy.ts';
import { historyPath, pagedPath } from '../../domain/urls.ts';
import { articleKey } from '../../domain/surrogate-keys.ts';
import { buildHistoryPage } from '../../pages/history-page.ts';
import type { StoryHistory } from '../../pages/history/story-history.ts';
import { parsePage } from '../../pages/parts/pagination.ts';
import { HttpError } from '../http-error.ts';
import { sendAnswer, sendEntry } from '../send/send-entry.ts';
import { sendRedirect } from '../send/send-redirect.ts';
import { finishPage } from '../send/serve-built.ts';
import { atMomentOf, type SiteDeps } from '../site-deps.ts';
import { goneAnswer, hasVersions } from './article-handler.ts';

/** A version that the newsroom takes away, which no publish tells, is gone from these pages after so long, in ms. */
const KEPT_MS = 5_000;

/**
 * Serves the versions of a live story, where the site shows them; what the story has become, a redirect or 410, where it is there no
 * more. No shared cache keeps these pages, so that a version that is taken away is in none.
 */
export function createHistoryHandler(deps: SiteDeps, history: StoryHistory): RequestHandler {
  return async (request, response, next) => {
    const page = parsePage(request.query['page']);
    if (page === null) return next();
    const path = request.path.slice(0, -'/history'.length);
    const found = await deps.pages.resolve('history', pagedPath(historyPath(path), page), () =>
      atMomentOf(deps, path, (context) => {
        const resolved = context.catalog.resolve(path, context.now);
        if (resolved.kind === 'gone') return goneAnswer(deps, context, resolved.title);
        if (resolved.kind !== 'article') return resolved;
        const { article } = resolved;
        if (!hasVersions(context, article, history)) return { kind: 'nothing' } as const;
        const versions = history.versions(article.file, context.now);
        if (versions === null) return { kind: 'busy' } as const;
        const model = buildHistoryPage(context, article, versions, page);
        if (model === null) return { kind: 'nothing' } as const;
        const html = deps.render('history', model);
        const finished = finishPage(deps, context, { html, keys: [articleKey(article.id)] });
        const ends = context.now + KEPT_MS;
        return {
          ...finished,
          cacheControl: FOR_THE_ASKER,
          expires: Math.min(finished.expires ?? ends, ends),
        };
      }),
    );
    if (found.kind === 'page') sendEntry(request, response, found);
    else if (found.kind === 'moved') sendRedirect(response, historyPath(found.path));
    else if (found.kind === 'gone') sendAnswer(request, response, found);
    else if (found.kind === 'busy') {
      throw new HttpError(503, 'history-busy', 'The versions of this story are still being read.', {
        headers: { 'Retry-After': '1' },
      });
    } else next();
  };
}
