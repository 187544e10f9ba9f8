import express, { type Request, type Response, Router } from 'express';
import { AccountsError } from '../../accounts/accounts-error.ts';
import { PasswordsBusyError } from '../../accounts/passwords.ts';
import { MOST_TOKEN_DAYS, TOKEN_RIGHTS } from '../../accounts/tokens.ts';
import { isDeskWord, sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { type AccountNotice, buildAccountPage } from './account-page.ts';
import { clearSessionCookie } from './desk-cookies.ts';
import { passkeyRefused, textField } from './log-in-routes.ts';
import { LOGIN_PAGE } from './login-page.ts';
import type { LoginDeps } from './login-deps.ts';
import { nameBrowser } from './name-browser.ts';
import type { PasskeyCeremony } from './passkey-ceremony.ts';
import { addressOf, personOf, sessionOf } from './person-of.ts';
import { createTries } from './tries.ts';

/** Wrong passwords of one's own, in a quarter of an hour: a browser that was left open lets nobody guess. */
const MOST_GUESSES = 10;
const WINDOW_MS = 15 * 60_000;

/** One's own account, behind the log-in: keys, sessions, tokens, and the way out. */
export function createAccountRoutes(deps: LoginDeps, ceremony: PasskeyCeremony): Router {
  const { accounts, show, dates, now } = deps;
  const { keys, sessions, tokens } = accounts;
  const guesses = createTries({ most: MOST_GUESSES, windowMs: WINDOW_MS, now });
  const routes = Router({ caseSensitive: true });
  const purposeOf = (response: Response): string => `add ${sessionOf(response).id}`;

  routes.post('/logout', (request, response) => {
    note(request, response, 'log-out');
    sessions.end(sessionOf(response).id, personOf(response).id);
    clearSessionCookie(response);
    // What the browser keeps of texts that were not saved is not for who comes next (https://www.w3.org/TR/clear-site-data/).
    response.setHeader('Clear-Site-Data', '"storage"');
    response.redirect(303, '/login');
  });

  routes.get('/account', (request, response) => {
    const key = `account-done-${String(request.query['done'])}`;
    showAccount(request, response, {
      notice: isDeskWord(key) ? { text: sayDesk(key), isFault: false } : null,
    });
  });

  routes.post('/account/passkeys/options', async (_request, response) => {
    response.json(await ceremony.askToMake(personOf(response), purposeOf(response)));
  });

  routes.post('/account/passkeys', express.json({ limit: '64kb' }), async (request, response) => {
    const person = personOf(response);
    const { credential, label } = (request.body ?? {}) as {
      readonly credential?: unknown;
      readonly label?: unknown;
    };
    const given = typeof label === 'string' ? label.trim() : '';
    const isKept = await told(() =>
      ceremony.takeNew(person, purposeOf(response), {
        credential,
        label: given === '' ? nameBrowser(request.get('user-agent') ?? null) : given,
      }),
    );
    if (!isKept) throw passkeyRefused();
    note(request, response, 'passkey-added');
    response.json({ next: '/account?done=passkey' });
  });

  routes.post('/account/passkeys/remove', (request, response) => {
    const person = personOf(response);
    const own = keys.passkeys.list(person.id);
    if (own.length < 2 && !hasPassword(person.id))
      return fault(request, response, sayDesk('account-last-key'));
    if (keys.passkeys.remove(textField(request, 'id'), person.id)) {
      sessions.endAll(person.id, sessionOf(response).id);
      note(request, response, 'passkey-removed');
    }
    response.redirect(303, '/account?done=passkey-removed');
  });

  routes.post('/account/password', async (request, response) => {
    const person = personOf(response);
    const password = textField(request, 'password');
    if (password !== textField(request, 'again')) return fault(request, response, sayDesk('join-differs'));
    try {
      if (!(await isOwnPassword(request, response))) return;
      keys.passwords.put(person.id, await keys.passwords.prepare(person, password));
    } catch (error) {
      if (error instanceof AccountsError) return fault(request, response, error.message);
      if (error instanceof PasswordsBusyError) return fault(request, response, sayDesk('login-busy'), 503);
      throw error;
    }
    sessions.endAll(person.id, sessionOf(response).id);
    note(request, response, 'password-set');
    response.redirect(303, '/account?done=password');
  });

  routes.post('/account/password/remove', (request, response) => {
    const person = personOf(response);
    if (keys.passkeys.list(person.id).length === 0)
      return fault(request, response, sayDesk('account-last-key'));
    keys.passwords.remove(person.id);
    sessions.endAll(person.id, sessionOf(response).id);
    note(request, response, 'password-removed');
    response.redirect(303, '/account?done=password-removed');
  });

  routes.post('/account/sessions/end', (request, response) => {
    const id = textField(request, 'id');
    const person = personOf(response);
    if (id === '') sessions.endAll(person.id, sessionOf(response).id);
    else sessions.end(id, person.id);
    note(request, response, 'sessions-ended');
    response.redirect(303, id === '' ? '/account?done=sessions' : '/account?done=session');
  });

  routes.post('/account/tokens', (request, response) => {
    const right = TOKEN_RIGHTS.find((one) => one === textField(request, 'may'));
    const days = Number(textField(request, 'days'));
    if (right === undefined || !Number.isInteger(days) || days < 1 || days > MOST_TOKEN_DAYS)
      return fault(request, response, sayDesk('account-token-wrong', { most: MOST_TOKEN_DAYS }));
    try {
      const label = textField(request, 'label');
      const { secret } = tokens.make({ person: personOf(response), may: right, days, label });
      note(request, response, 'token-made', `${right}, ${days} d`);
      showAccount(request, response, { notice: null, token: secret });
    } catch (error) {
      if (!(error instanceof AccountsError)) throw error;
      fault(request, response, error.message);
    }
  });

  routes.post('/account/tokens/end', (request, response) => {
    if (tokens.end(textField(request, 'id'), personOf(response).id)) note(request, response, 'token-ended');
    response.redirect(303, '/account?done=token');
  });

  return routes;

  function note(request: Request, response: Response, act: string, detail?: string): void {
    const entry = { at: now(), person: personOf(response).name, act, address: addressOf(request) };
    accounts.audit.note(detail === undefined ? entry : { ...entry, detail });
  }

  function hasPassword(personId: string): boolean {
    return accounts.people.list().some(({ id, hasPassword: has }) => id === personId && has);
  }

  /** Whether somebody typed the password they have, or has none; what is wrong is shown. @throws PasswordsBusyError */
  async function isOwnPassword(request: Request, response: Response): Promise<boolean> {
    const { id, name } = personOf(response);
    if (!hasPassword(id)) return true;
    const wait = guesses.take(id);
    if (wait > 0) {
      fault(request, response, sayDesk('login-too-many', { minutes: Math.ceil(wait / 60_000) }), 429);
      return false;
    }
    if ((await keys.passwords.verify(name, textField(request, 'now'))) === null) {
      note(request, response, 'password-refused');
      fault(request, response, sayDesk('account-password-wrong'));
      return false;
    }
    guesses.forget(id);
    return true;
  }

  function fault(request: Request, response: Response, text: string, status = 422): void {
    showAccount(request, response, { notice: { text, isFault: true }, status });
  }

  function showAccount(
    request: Request,
    response: Response,
    {
      notice,
      token = null,
      status = 200,
    }: { notice: AccountNotice | null; token?: string | null; status?: number },
  ): void {
    const { person, id } = sessionOf(response);
    const page = buildAccountPage(accounts, dates(), { person, sessionId: id, notice, token });
    show(request, response, {
      ...LOGIN_PAGE,
      view: 'account',
      title: sayDesk('account-title'),
      page,
      status,
    });
  }
}

/** Tells what the accounts refuse to whoever asked by script. @throws DeskError */
async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AccountsError) throw new DeskError(422, error.code, error.message);
    throw error;
  }
}
