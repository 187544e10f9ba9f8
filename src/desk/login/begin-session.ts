import type { Request, Response } from 'express';
import type { Person } from '../../accounts/person.ts';
import type { WayIn } from '../../accounts/sessions.ts';
import { sessionSecret, setDeviceCookie, setSessionCookie } from './desk-cookies.ts';
import type { LoginDeps } from './login-deps.ts';
import { addressOf } from './person-of.ts';

/**
 * Logs somebody in: always with a new secret, so that one which somebody else put into the browser before is worth nothing; the
 * session that was there ends.
 */
export function beginSession(
  { accounts, now }: Pick<LoginDeps, 'accounts' | 'now'>,
  request: Request,
  response: Response,
  { person, way }: { readonly person: Person; readonly way: WayIn },
): void {
  const before = sessionSecret(request);
  if (before !== null) accounts.sessions.endSecret(before);
  const address = addressOf(request);
  const browser = request.get('user-agent') ?? null;
  setSessionCookie(response, accounts.sessions.begin({ personId: person.id, way, address, browser }).secret);
  if (way === 'password' || way === 'link') {
    setDeviceCookie(response, accounts.keys.devices.remember(person.id));
  }
  accounts.audit.note({ at: now(), person: person.name, act: 'log-in', detail: way, address });
}
