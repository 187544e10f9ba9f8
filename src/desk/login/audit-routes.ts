import { Router } from 'express';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { LOGIN_PAGE } from './login-page.ts';
import type { LoginDeps } from './login-deps.ts';
import { requires } from './person-of.ts';

const ENTRIES_PER_PAGE = 100;

/** What was done at the desk, for admins, the newest first, page by page. */
export function createAuditRoutes({ accounts, show, dates }: LoginDeps): Router {
  const routes = Router({ caseSensitive: true });
  routes.get('/audit', requires('people'), (request, response) => {
    const before = Number(request.query['before']);
    const isLater = Number.isSafeInteger(before) && before > 0;
    // One more tells whether there are older ones.
    const found = accounts.audit.latest(ENTRIES_PER_PAGE + 1, isLater ? before : undefined);
    const entries = found.slice(0, ENTRIES_PER_PAGE);
    const { moment, iso } = dates();
    const page = {
      entries: entries.map(({ at, person, act, file, detail, address }) => ({
        at: { iso: iso(at), text: moment(at) },
        who: person ?? sayDesk(address === null ? 'audit-command' : 'audit-nobody'),
        act: act.replaceAll('-', ' '),
        file: file ?? null,
        detail: detail ?? null,
        address,
      })),
      older: found.length > entries.length ? `/audit?before=${entries.at(-1)?.id}` : null,
      isLater,
    };
    show(request, response, {
      ...LOGIN_PAGE,
      current: '/people',
      view: 'audit',
      title: sayDesk('audit-title'),
      page,
    });
  });
  return routes;
}
