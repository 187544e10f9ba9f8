import { Router } from 'express';
import { queryText } from '../query-text.ts';
import type { ApiDeps } from './api-deps.ts';
import type { TokenAccess } from './token-access.ts';

/** So many articles are listed at once. */
const MOST_LISTED = 500;

/** `/api/problems`: what is wrong with which file now. `/api/articles`: the articles by their files, a slice at a time. */
export function createListRoutes({ site, origins, clock }: ApiDeps, access: TokenAccess): Router {
  const router = Router();
  router.get('/api/problems', (request, response) => {
    access.accessOf(response);
    const only = queryText(request.query['file']);
    const files = [...site.news.troubled()]
      .filter(([file]) => only === '' || file === only)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([file, { problems, isServed, since }]) => ({
        file,
        isServed,
        since: new Date(since).toISOString(),
        problems,
      }));
    response.json({ files });
  });
  router.get('/api/articles', (request, response) => {
    access.accessOf(response);
    const after = queryText(request.query['after']);
    const given = Number(queryText(request.query['limit']) || 100);
    const limit = Number.isInteger(given) ? Math.min(Math.max(given, 1), MOST_LISTED) : 100;
    const now = clock.now();
    const listed = site.reader().read((catalog) => catalog.filesIn('articles', after, limit));
    const articles = listed.map(({ file, story, errors, warnings }) => ({
      file,
      ...(story === null
        ? { state: 'refused' }
        : {
            url: origins.site + story.path,
            title: story.title,
            date: new Date(story.publishedMs).toISOString(),
            state: story.isDraft
              ? 'draft'
              : story.publishedMs > now
                ? 'scheduled'
                : story.expiresMs !== null && story.expiresMs <= now
                  ? 'expired'
                  : 'live',
          }),
      ...{ errors, warnings },
    }));
    response.json({ articles, after: listed.length < limit ? null : (listed.at(-1)?.file ?? null) });
  });
  return router;
}
