import { Router } from 'express';
import { may } from '../../accounts/person.ts';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { DeskLocals, ShowDesk } from '../desk-frame.ts';
import { eventStream } from '../events/event-stream.ts';
import type { DeskNews } from '../news.ts';
import { buildBoard, type OpenFile } from './board-page.ts';
import type { ReadLines } from './problem-rows.ts';

export interface BoardDeps {
  /** @throws DeskError while no catalog may be read. */
  readonly reader: () => CatalogReader;
  readonly news: DeskNews;
  readonly show: ShowDesk;
  readonly siteUrl: string;
  readonly readLines: ReadLines;
  readonly openFiles: () => readonly OpenFile[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The board at `/`, and the news that keep pages of the desk up to date at `/events`. Mount it behind the log-in. */
export function createBoardRoutes(deps: BoardDeps): Router {
  const { reader, news, show, siteUrl, readLines, openFiles, now } = deps;
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/', async (request, response) => {
    const { person } = response.locals as DeskLocals;
    const page = await buildBoard(
      (build) =>
        reader().read((catalog) =>
          build({
            catalog,
            news,
            siteUrl,
            now: now(),
            open: openFiles(),
            mayWrite: may(person.role, 'draft'),
          }),
        ),
      news,
      readLines,
    );
    show(request, response, {
      view: 'board',
      title: sayDesk('board-title'),
      current: '/',
      page,
      styles: ['css/board.css'],
    });
  });
  router.get('/events', eventStream({ news, full: sayDesk('desk-error-429') }));
  return router;
}
