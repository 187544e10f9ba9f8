import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import { accountsFile, openAccounts } from '../../accounts/open-accounts.ts';
import type { Person } from '../../accounts/person.ts';
import { permalinksFile, readPathsAfter } from '../../catalog/permalinks/ledger.ts';
import { createApiRoutes } from '../../desk/api/create-api-routes.ts';
import { createBoardRoutes } from '../../desk/board/board-routes.ts';
import { type DeskDates, deskDates } from '../../desk/desk-dates.ts';
import { createLoginRoutes } from '../../desk/login/create-login-routes.ts';
import { createListsRoutes } from '../../desk/lists/lists-routes.ts';
import { addressOf } from '../../desk/login/person-of.ts';
import { createMayWrite } from '../../desk/may-write.ts';
import { createScheduleRoutes } from '../../desk/schedule/schedule-routes.ts';
import type { DeskNews } from '../../desk/news.ts';
import { type DeskPages, openWritePage } from './open-write-page.ts';
import { openDeskPreviews } from './open-previews.ts';
import { openDeskWriting } from './open-writing.ts';
import type { DeskProcessSettings } from './desk-messages.ts';

export interface OpenAreasOptions {
  readonly settings: DeskProcessSettings;
  /** @throws DeskError while no catalog may be read. */
  readonly reader: () => CatalogReader;
  readonly news: DeskNews;
  readonly pages: DeskPages;
  /** Told of each push to the branch of CONTENT_GIT. */
  readonly pushed: () => void;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What answers requests, in the order in which it is asked, and what it keeps open. */
export interface DeskAreas extends AsyncDisposable {
  readonly areas: readonly RequestHandler[];
}

/** So long a program that sends a text waits until readers have it, in ms. */
const SAVE_WAIT_MS = 10_000;

/** Opens the areas of the desk: the doors, and behind them what people see and do. */
export async function openAreas(options: OpenAreasOptions): Promise<DeskAreas> {
  const { settings, reader, news, pages: frame, pushed, log, now } = options;
  const { show } = frame;
  const { desk, dataDir, contentDir, origin: siteUrl } = settings;
  await using opened = new AsyncDisposableStack();
  const accounts = opened.adopt(openAccounts(accountsFile(dataDir), now), (one) => one.close());
  const dates = (): DeskDates => deskDates(timeZoneOf(reader));
  const { origin, ssoHeader } = desk;
  const login = createLoginRoutes({ accounts, origin, ssoHeader, show, dates, now });
  const readLines = (file: string): Promise<string | null> =>
    readFile(join(contentDir, file), 'utf8').catch(() => null);
  const previews = opened.use(openDeskPreviews({ settings, reader, log, now }));
  const note = (
    request: Request,
    person: Person,
    act: string,
    file: string | null,
    detail?: string,
  ): void => {
    const about = { ...(file === null ? {} : { file }), ...(detail === undefined ? {} : { detail }) };
    accounts.audit.note({ at: now(), person: person.name, act, ...about, address: addressOf(request) });
  };
  const acts = previews.acts({
    show,
    note: (request, person, act, { file }) => note(request, person, act, file),
  });
  const { writing } = opened.use(openDeskWriting({ settings, pushed, log, now }));
  const { routes: write, presence } = openWritePage({
    writing,
    previews,
    note,
    reader,
    news,
    pages: frame,
    place: { contentDir, now },
  });
  const openFiles = presence.open;
  const board = createBoardRoutes({ reader, news, show, siteUrl, readLines, openFiles, now });
  const schedule = createScheduleRoutes({
    reader,
    news,
    show,
    writing,
    note: (request, person, { act, file, detail }) => note(request, person, act, file, detail),
    now,
  });
  const readPaths = (after: string, limit: number): readonly string[] =>
    readPathsAfter(permalinksFile(dataDir), after, limit);
  const lists = createListsRoutes({ reader, news, show, siteUrl, readLines, readPaths, now });
  const api = createApiRoutes({
    origins: { desk: origin, site: siteUrl },
    doors: {
      verify: (token) => accounts.tokens.verify(token),
      mayWrite: createMayWrite(() => reader().read((catalog) => catalog.site())),
      note: (entry) => accounts.audit.note(entry),
    },
    writing,
    previewer: previews.previewer,
    site: { reader, news },
    clock: { now, waitMs: SAVE_WAIT_MS },
  });
  const pages = [previews.pages, api, login, acts, write, schedule, lists, board];
  const closing = opened.move();
  return {
    areas: desk.hasPages ? pages : [api],
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** The zone of the site; UTC while nothing can be asked. */
function timeZoneOf(reader: () => CatalogReader): string {
  try {
    return reader().read((catalog) => catalog.site().timeZone);
  } catch {
    return 'UTC';
  }
}
