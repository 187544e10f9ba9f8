import type { RequestHandler } from 'express';
import { NO_STORE } from '../../cache/cache-policy.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { preferencesFor } from '../../domain/machines/ai-preferences.ts';
import { articleKey } from '../../domain/surrogate-keys.ts';
import { buildArticlePage } from '../../pages/article-page.ts';
import { buildGonePage } from '../../pages/message-page.ts';
import type { StoryHistory } from '../../pages/history/story-history.ts';
import type { PageContext } from '../../pages/parts/page-context.ts';
import type { PageViews } from '../page-view-counts.ts';
import { htmlAnswer } from '../send/html-answer.ts';
import { labelRoute } from '../request/route-label.ts';
import { sendAnswer, sendEntry } from '../send/send-entry.ts';
import { sendRedirect } from '../send/send-redirect.ts';
import { finishPage } from '../send/serve-built.ts';
import { atMomentOf, type SiteDeps } from '../site-deps.ts';

/** Serves one article, or the redirect or 410 that its path has become. Its URL has Markdown for those who ask. */
export function createArticleHandler(
  deps: SiteDeps,
  pageViews: PageViews,
  history: StoryHistory,
): RequestHandler {
  return async (request, response, next) => {
    const { path } = request;
    const found = await deps.pages.resolve('article', path, () =>
      atMomentOf(deps, path, (context) => {
        const resolved = context.catalog.resolve(path, context.now);
        if (resolved.kind === 'article') {
          const { id, ai } = resolved.article;
          const hasHistory = hasVersions(context, resolved.article, history);
          const html = deps.render('article', buildArticlePage(context, resolved.article, hasHistory));
          const page = finishPage(deps, context, {
            html,
            keys: [articleKey(id)],
            vary: 'Accept',
            ai: preferencesFor(context.site.ai, ai),
          });
          const settled = settlesAt(context, hasHistory);
          const expires = settled === null ? page.expires : Math.min(settled, page.expires ?? settled);
          return {
            ...page,
            ...(expires === undefined ? {} : { expires }),
            pageView: pageViews.counterOf(id),
          };
        }
        return resolved.kind === 'gone' ? goneAnswer(deps, context, resolved.title) : resolved;
      }),
    );
    if (found.kind === 'page') {
      sendEntry(request, response, found);
      pageViews.note(request, found);
    } else if (found.kind === 'moved') sendRedirect(response, found.path);
    else if (found.kind === 'gone') {
      labelRoute(response, 'article');
      sendAnswer(request, response, found);
    } else next();
  };
}

/** What stands where an article was, never stored. */
export function goneAnswer(deps: SiteDeps, context: PageContext, title: string | null) {
  const html = deps.render('message', buildGonePage(context, title));
  return { kind: 'gone', ...htmlAnswer(deps, html), status: 410, cacheControl: NO_STORE } as const;
}

/** Whether readers find earlier versions of a story: some were public, and neither site nor story keeps them back. */
export function hasVersions(
  { site, now }: PageContext,
  { file, history: own }: ArticleRecord,
  history: StoryHistory,
): boolean {
  return site.history === true && own !== false && (history.versions(file, now, 2)?.length ?? 0) > 1;
}

/** Versions are kept behind their publish, in ms at most. */
const KEPT_WITHIN_MS = 2_000;

/** When a page is made again that may lack the link to versions that were about to be kept; null for never. */
function settlesAt({ site, catalog, now }: PageContext, hasHistory: boolean): number | null {
  const settled = catalog.publishedAt() + KEPT_WITHIN_MS;
  return site.history === true && !hasHistory && now < settled ? settled : null;
}
