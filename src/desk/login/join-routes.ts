import express, { type Request, type Response, Router } from 'express';
import { AccountsError } from '../../accounts/accounts-error.ts';
import { SHORTEST_PASSWORD } from '../../accounts/check-password.ts';
import type { Person } from '../../accounts/person.ts';
import { PasswordsBusyError } from '../../accounts/passwords.ts';
import { digestOfSecret } from '../../accounts/secret.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { beginSession } from './begin-session.ts';
import { passkeyRefused, textField } from './log-in-routes.ts';
import { LOGIN_PAGE } from './login-page.ts';
import type { LoginDeps } from './login-deps.ts';
import { nameBrowser } from './name-browser.ts';
import type { PasskeyCeremony } from './passkey-ceremony.ts';

/** One-time links: somebody sets up a passkey or a password, and is in. To look at one does not use it up. */
export function createJoinRoutes(deps: LoginDeps, ceremony: PasskeyCeremony): Router {
  const { accounts, show } = deps;
  const { invitations, sessions, keys } = accounts;
  const routes = Router({ caseSensitive: true });
  const purposeOf = (secret: string): string => `join ${digestOfSecret(secret)}`;

  routes.get('/join/:secret', (request, response) => {
    showJoin(request, response, { person: openTo(request.params.secret), error: null, status: 200 });
  });

  routes.post(
    '/join/:secret',
    express.urlencoded({ extended: false, limit: '16kb' }),
    async (request, response) => {
      const { secret } = request.params;
      const person = openTo(secret);
      const password = textField(request, 'password');
      const again = (error: string, status: number): void =>
        showJoin(request, response, { person, error, status });
      if (password !== textField(request, 'again')) return again(sayDesk('join-differs'), 422);
      try {
        const prepared = await keys.passwords.prepare(person, password);
        if (invitations.use(secret) === null) throw linkGone();
        keys.passwords.put(person.id, prepared);
      } catch (error) {
        if (error instanceof AccountsError) return again(error.message, 422);
        if (error instanceof PasswordsBusyError) return again(sayDesk('login-busy'), 503);
        throw error;
      }
      comeIn(request, response, person);
      response.redirect(303, '/');
    },
  );

  routes.post('/join/:secret/options', async (request, response) => {
    const { secret } = request.params;
    response.json(await ceremony.askToMake(openTo(secret), purposeOf(secret)));
  });

  routes.post('/join/:secret/passkey', express.json({ limit: '64kb' }), async (request, response) => {
    const { secret } = request.params;
    const person = openTo(secret);
    const { credential } = (request.body ?? {}) as { readonly credential?: unknown };
    const isKept = await ceremony.takeNew(person, purposeOf(secret), {
      credential,
      label: nameBrowser(request.get('user-agent') ?? null),
      claim: () => invitations.use(secret) !== null,
    });
    if (!isKept) throw passkeyRefused();
    comeIn(request, response, person);
    response.json({ next: '/' });
  });

  return routes;

  /** @throws DeskError 410 for a link that leads nowhere. */
  function openTo(secret: string): Person {
    const person = invitations.personFor(secret);
    if (person === null) throw linkGone();
    return person;
  }

  /** Whoever needs a new key may have lost the old one together with a browser that is logged in. */
  function comeIn(request: Request, response: Response, person: Person): void {
    sessions.endAll(person.id);
    beginSession(deps, request, response, { person, way: 'link' });
  }

  function showJoin(
    request: Request,
    response: Response,
    { person, error, status }: { person: Person; error: string | null; status: number },
  ): void {
    const title = sayDesk('join-title', { name: person.name });
    const page = {
      title,
      name: person.name,
      role: sayDesk(`desk-role-${person.role}`),
      path: request.path.replace(/\/$/, ''),
      least: SHORTEST_PASSWORD,
      error,
    };
    show(request, response, { ...LOGIN_PAGE, view: 'join', title, page, status });
  }
}

const linkGone = (): DeskError =>
  new DeskError(410, 'link-gone', sayDesk('join-gone'), { hint: sayDesk('join-gone-hint') });
