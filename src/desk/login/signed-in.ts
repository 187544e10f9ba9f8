import type { Request, RequestHandler, Response } from 'express';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { wantsJson } from '../create-desk.ts';
import { DeskError } from '../desk-error.ts';
import { clearSessionCookie, sessionSecret } from './desk-cookies.ts';
import type { LoginDeps } from './login-deps.ts';
import { logInPath, nextPath } from './next-path.ts';
import { sessionOf, setSession } from './person-of.ts';
import { proxyPerson } from './proxy-person.ts';

/**
 * Lets through who is logged in, and notes it in `response.locals`. Whoever is not is led to the log-in and back; a form or a script
 * is told, so that what was typed stays where it is. @throws DeskError 401
 */
export function signedIn(deps: LoginDeps): RequestHandler {
  return (request, response, next) => {
    if (findSession(deps, request, response)) return next();
    if (!isNavigation(request)) sessionOf(response);
    // A link of another site carries no cookie that is strict; the page that it opens asks again by itself, and does.
    if (sessionSecret(request) === null && isFromElsewhere(request)) {
      const path = nextPath(request.originalUrl);
      response.setHeader('Refresh', `0; url=${path}`);
      return deps.show(request, response, {
        view: 'coming-in',
        title: sayDesk('login-coming-in'),
        current: null,
        page: { path },
      });
    }
    response.redirect(303, logInPath(request.originalUrl));
  };
}

/** Notes the session of a request, if it has one that is good and is of whom a single sign-on names. Returns whether it has. */
export function findSession(deps: LoginDeps, request: Request, response: Response): boolean {
  const secret = sessionSecret(request);
  const session = secret === null ? null : deps.accounts.sessions.find(secret);
  if (secret === null || session === null) return false;
  const named = proxyPerson(deps, request);
  const isSame =
    named.kind === 'person'
      ? named.person.id === session.person.id
      : named.kind === 'none' && session.way !== 'proxy';
  if (isSame) {
    setSession(response, session);
    return true;
  }
  // Somebody else sits there now, or nobody.
  deps.accounts.sessions.endSecret(secret);
  clearSessionCookie(response);
  return false;
}

function isNavigation(request: Request): boolean {
  const mode = request.get('sec-fetch-mode');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && (mode === undefined || mode === 'navigate') && !wantsJson(request);
}

const isFromElsewhere = (request: Request): boolean =>
  ['cross-site', 'same-site'].includes(request.get('sec-fetch-site') ?? '');

/** @throws DeskError 403 where a single sign-on names somebody who was never added. */
export function refuseUnknown(name: string): never {
  throw new DeskError(403, 'nobody-here', sayDesk('login-sso-unknown', { name }), {
    hint: sayDesk('login-sso-unknown-hint'),
  });
}
