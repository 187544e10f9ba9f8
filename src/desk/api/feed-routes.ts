import { Router } from 'express';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import type { ApiDeps } from './api-deps.ts';
import { writeProblemsFeed } from './problems-feed.ts';
import type { TokenAccess } from './token-access.ts';

const MOST_ENTRIES = 100;
const MOST_MENDED = 100;

/** `/problems.atom`: for feed readers, which have the token in the address; it may read and nothing else, since addresses get around. */
export function createFeedRoutes({ site, origins, writing, clock }: ApiDeps, access: TokenAccess): Router {
  const begunAt = clock.now();
  const mended = new Map<string, number>();
  const known = new Set(site.news.troubled().keys());
  site.news.subscribe((event) => {
    if (event.kind !== 'troubled') return;
    const { file } = event;
    mended.delete(file);
    if (site.news.troubled().has(file)) known.add(file);
    else if (known.delete(file)) mended.set(file, clock.now());
    for (const oldest of mended.keys()) {
      if (mended.size <= MOST_MENDED) break;
      mended.delete(oldest);
    }
  });
  const router = Router();
  router.get('/problems.atom', access.enter('query'), async (request, response) => {
    const { may } = access.accessOf(response);
    if (may !== 'read' && request.headers.authorization === undefined)
      throw new DeskError(403, 'token-too-strong', sayDesk('api-feed-token'), {
        hint: sayDesk('api-feed-token-hint'),
      });
    const siteName = site.reader().read((catalog) => catalog.site().name);
    const newest = [...site.news.troubled()].sort(([, one], [, other]) => other.since - one.since);
    const troubles = await Promise.all(
      newest.slice(0, MOST_ENTRIES).map(async ([file, { problems, isServed, since }]) => ({
        ...{ file, problems, isServed },
        // A start of the server finds old problems anew; the file tells since when they are there.
        since: Math.min(since, (await writing.read(file))?.changedMs ?? since),
      })),
    );
    troubles.sort((one, other) => other.since - one.since);
    const gone = [...mended].map(([file, at]) => ({ file, at }));
    response.setHeader('Referrer-Policy', 'no-referrer');
    response
      .type('application/atom+xml; charset=utf-8')
      .send(writeProblemsFeed({ origin: origins.desk, siteName, troubles, mended: gone, begunAt }));
  });
  return router;
}
