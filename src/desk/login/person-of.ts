import type { Request, RequestHandler, Response } from 'express';
import { type Act, may, type Person } from '../../accounts/person.ts';
import type { Session } from '../../accounts/sessions.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';

/** Notes who asks, for all that answers after. */
export function setSession(response: Response, session: Session): void {
  response.locals['session'] = session;
  response.locals['person'] = session.person;
  response.locals['csrf'] = session.csrf;
}

/** Who asks, behind the log-in. @throws DeskError 401 where nobody is logged in. */
export const personOf = (response: Response): Person => sessionOf(response).person;

/** Their session. @throws DeskError 401 where nobody is logged in. */
export function sessionOf(response: Response): Session {
  const session = response.locals['session'] as Session | undefined;
  if (session !== undefined) return session;
  throw new DeskError(401, 'not-logged-in', sayDesk('login-needed'), { hint: sayDesk('login-needed-hint') });
}

/** Lets through whose role may do something. @throws DeskError 403 */
export function requires(act: Act): RequestHandler {
  return (_request, response, next) => {
    assertMay(personOf(response), act);
    next();
  };
}

/** @throws DeskError 403 for somebody who may not do something. */
export function assertMay({ role }: Person, act: Act): void {
  if (may(role, act)) return;
  throw new DeskError(403, 'role-too-low', sayDesk('login-role', { role: sayDesk(`desk-role-${role}`) }), {
    hint: sayDesk('login-role-hint'),
  });
}

/** Where a request comes from, for the audit log; null where its connection is gone. */
export const addressOf = (request: Request): string | null => request.ip ?? null;
