import express, { type Request, type Response, Router } from 'express';
import { nameKey } from '../../accounts/check-name.ts';
import type { Person } from '../../accounts/person.ts';
import { PasswordsBusyError } from '../../accounts/passwords.ts';
import { digestOfSecret } from '../../accounts/secret.ts';
import { clientKey } from '../../http/middleware/limit-rate.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { beginSession } from './begin-session.ts';
import { deviceSecret } from './desk-cookies.ts';
import { LOGIN_PAGE } from './login-page.ts';
import type { LoginDeps } from './login-deps.ts';
import { nextPath } from './next-path.ts';
import type { PasskeyCeremony } from './passkey-ceremony.ts';
import { addressOf } from './person-of.ts';
import { proxyPerson } from './proxy-person.ts';
import { findSession, refuseUnknown } from './signed-in.ts';
import { createTries } from './tries.ts';

const WINDOW_MS = 15 * 60_000;
/** Wrong passwords in a window: for one name, or for one known browser of a person, and for one address. */
const MOST_FOR_NAME = 10;
const MOST_FROM_ADDRESS = 30;
/** Names are counted by so many letters: nobody’s is longer. */
const LONGEST_KEY = 100;
/** Passkeys are not guessed; each asked for takes memory and a signature to check. */
const MOST_CEREMONIES = 200;

/** The log-in: by passkey, by name and password, or by the word of a single sign-on. */
export function createLogInRoutes(deps: LoginDeps, ceremony: PasskeyCeremony): Router {
  const { accounts, show, now } = deps;
  const { passwords, devices } = accounts.keys;
  const byName = createTries({ most: MOST_FOR_NAME, windowMs: WINDOW_MS, now });
  const byAddress = createTries({ most: MOST_FROM_ADDRESS, windowMs: WINDOW_MS, now });
  const ceremonies = createTries({ most: MOST_CEREMONIES, windowMs: WINDOW_MS, now });
  const routes = Router({ caseSensitive: true });

  routes.get('/login', (request, response) => {
    const next = nextPath(request.query['next']);
    if (findSession(deps, request, response)) return response.redirect(303, next);
    const named = proxyPerson(deps, request);
    if (named.kind === 'unknown') refuseUnknown(named.name);
    if (named.kind === 'none')
      return showLogIn(request, response, { next, name: '', error: null, status: 200 });
    beginSession(deps, request, response, { person: named.person, way: 'proxy' });
    response.redirect(303, next);
  });

  routes.post('/login', express.urlencoded({ extended: false, limit: '16kb' }), async (request, response) => {
    const name = textField(request, 'name');
    const password = textField(request, 'password');
    const next = nextPath(textField(request, 'next'));
    const again = (error: string, status: number): void =>
      showLogIn(request, response, { next, name, error, status });

    const known = accounts.people.byName(name);
    const device = deviceSecret(request);
    const isKnown = device !== null && known !== null && devices.isOf(device, known.id);
    const nameTries = isKnown
      ? `device ${digestOfSecret(device)}`
      : `name ${nameKey(name).slice(0, LONGEST_KEY)}`;
    const address = clientKey(request.ip);
    const wait = byAddress.take(address) || byName.take(nameTries);
    if (wait > 0) {
      response.setHeader('Retry-After', String(Math.ceil(wait / 1000)));
      return again(sayDesk('login-too-many', { minutes: Math.ceil(wait / 60_000) }), 429);
    }
    try {
      const person = await passwords.verify(name, password);
      if (person === null) {
        noteRefused(request, known, 'password');
        return again(sayDesk('login-wrong'), 422);
      }
      byName.forget(nameTries);
      byAddress.giveBack(address);
      beginSession(deps, request, response, { person, way: 'password' });
      response.redirect(303, next);
    } catch (error) {
      if (!(error instanceof PasswordsBusyError)) throw error;
      byName.giveBack(nameTries);
      byAddress.giveBack(address);
      response.setHeader('Retry-After', '5');
      again(sayDesk('login-busy'), 503);
    }
  });

  routes.post('/login/options', async (request, response) => {
    assertCeremony(request);
    response.json(await ceremony.askToSign());
  });

  routes.post('/login/passkey', express.json({ limit: '64kb' }), async (request, response) => {
    assertCeremony(request);
    const { credential, next } = (request.body ?? {}) as {
      readonly credential?: unknown;
      readonly next?: unknown;
    };
    const person = await ceremony.whoSigned(credential);
    if (person === null) {
      noteRefused(request, null, 'passkey');
      throw passkeyRefused();
    }
    beginSession(deps, request, response, { person, way: 'passkey' });
    response.json({ next: nextPath(next) });
  });

  return routes;

  /** @throws DeskError 429 for an address that asks too often. */
  function assertCeremony(request: Request): void {
    const wait = ceremonies.take(clientKey(request.ip));
    if (wait === 0) return;
    const headers = { 'Retry-After': String(Math.ceil(wait / 1000)) };
    const minutes = Math.ceil(wait / 60_000);
    throw new DeskError(429, 'too-many-tries', sayDesk('login-too-many', { minutes }), { headers });
  }

  /** A name that is nobody's is not kept: it may be a password that was typed into the wrong field. */
  function noteRefused(request: Request, known: Person | null, detail: string): void {
    const name = known === null ? '' : `${known.name}: `;
    accounts.audit.note({
      at: now(),
      person: null,
      act: 'log-in-refused',
      detail: `${name}${detail}`,
      address: addressOf(request),
    });
  }

  function showLogIn(
    request: Request,
    response: Response,
    { status, ...given }: { next: string; name: string; error: string | null; status: number },
  ): void {
    const page = { ...given, isEmpty: accounts.people.isEmpty() };
    show(request, response, { ...LOGIN_PAGE, view: 'login', title: sayDesk('login-title'), page, status });
  }
}

/** One field of a plain form, as text; '' for one that is missing or sent twice. */
export function textField(request: Request, name: string): string {
  const value = ((request.body ?? {}) as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}

export const passkeyRefused = (): DeskError =>
  new DeskError(422, 'passkey-refused', sayDesk('login-passkey-refused'), {
    hint: sayDesk('login-passkey-refused-hint'),
  });
