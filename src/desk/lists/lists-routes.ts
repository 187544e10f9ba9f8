import { type Request, type Response, Router } from 'express';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import { may } from '../../accounts/person.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { ReadLines } from '../board/problem-rows.ts';
import { deskDates } from '../desk-dates.ts';
import type { DeskLocals, ShowDesk } from '../desk-frame.ts';
import type { DeskNews } from '../news.ts';
import { queryText } from '../query-text.ts';
import { buildCorrectionsList } from './corrections-list.ts';
import { buildFilesList } from './files-list.ts';
import type { ListContext, ListPage } from './list-page.ts';
import { buildMostReadList } from './most-read-list.ts';
import { buildPartnersList } from './partners-list.ts';
import { buildPicturesList } from './pictures-list.ts';
import { buildProblemsPage, findProblemFiles, problemsAsked } from './problems-page.ts';
import { buildRedirectsList, type ReadPaths } from './redirects-list.ts';

export interface ListsDeps {
  /** @throws DeskError while no catalog may be read. */
  readonly reader: () => CatalogReader;
  readonly news: DeskNews;
  readonly show: ShowDesk;
  readonly siteUrl: string;
  readonly readLines: ReadLines;
  /** Of the permalink ledger. */
  readonly readPaths: ReadPaths;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * The desk's lists: problems, pictures, partners, files, redirects, corrections, what is read most. Nothing here changes anything.
 * Mount it behind the log-in.
 */
export function createListsRoutes(deps: ListsDeps): Router {
  const { reader, news, show, siteUrl, readLines, readPaths, now } = deps;
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/problems', async (request, response) => {
    const { person } = response.locals as DeskLocals;
    const asked = problemsAsked(request.query);
    const found = reader().read((catalog) => findProblemFiles(catalog, asked, now(), news.troubled()));
    const page = await buildProblemsPage(asked, found, readLines);
    show(request, response, {
      view: 'problems',
      title: sayDesk('desk-problems'),
      current: '/problems',
      page: { ...page, mayWrite: may(person.role, 'draft') },
      styles: ['css/lists.css'],
    });
  });

  const list =
    (current: string, build: (context: ListContext) => ListPage) =>
    (request: Request, response: Response): void => {
      const asked = (name: string): string => queryText(request.query[name]);
      const page = reader().read((catalog) =>
        build({ catalog, now: now(), dates: deskDates(catalog.site().timeZone), siteUrl, asked }),
      );
      const { title } = page;
      show(request, response, { view: 'list', title, current, page, styles: ['css/lists.css'] });
    };
  router.get('/pictures', list('/pictures', buildPicturesList));
  router.get(
    '/partners',
    list('/partners', (context) => buildPartnersList(context, news.feeds())),
  );
  router.get('/files', list('/files', buildFilesList));
  router.get(
    '/redirects',
    list('/files', (context) => buildRedirectsList(context, readPaths)),
  );
  router.get('/corrections', list('/files', buildCorrectionsList));
  router.get('/most-read', list('/files', buildMostReadList));
  return router;
}
