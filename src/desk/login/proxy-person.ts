import type { Request } from 'express';
import type { Person } from '../../accounts/person.ts';
import { nameKey } from '../../accounts/check-name.ts';
import type { LoginDeps } from './login-deps.ts';

/** Whom a single sign-on in front of the desk names. */
export type ProxyPerson =
  /** It says nothing, is not asked, or is not trusted. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'person'; readonly person: Person };

const NONE: ProxyPerson = { kind: 'none' };

/**
 * Reads the header of a single sign-on, by name or e-mail address. Only the connection's own peer is believed, where it is one of
 * TRUSTED_PROXIES: everybody else can write headers too. A header that is there twice is nobody's.
 */
export function proxyPerson(
  { accounts, ssoHeader }: Pick<LoginDeps, 'accounts' | 'ssoHeader'>,
  request: Request,
): ProxyPerson {
  if (ssoHeader === null || !isTrustedPeer(request)) return NONE;
  const [value, ...more] = request.headersDistinct[ssoHeader] ?? [];
  const name = readName(value ?? '');
  if (name === '' || more.length > 0) return NONE;
  const person = accounts.people.byName(name) ?? byEmail(name);
  return person === null ? { kind: 'unknown', name } : { kind: 'person', person };

  function byEmail(email: string): Person | null {
    const found = accounts.people.list().filter((one) => nameKey(one.email) === nameKey(email));
    const [only] = found;
    return only !== undefined && found.length === 1 ? accounts.people.get(only.id) : null;
  }
}

function isTrustedPeer(request: Request): boolean {
  const isTrusted = request.app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  const { remoteAddress } = request.socket;
  return remoteAddress !== undefined && isTrusted(remoteAddress, 0);
}

/** Headers carry bytes, which Node reads as Latin-1: a name is UTF-8, or percent-encoded. */
function readName(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  const text = new TextDecoder('utf-8').decode(bytes);
  try {
    return decodeURIComponent(text.includes('\ufffd') ? value : text).trim();
  } catch {
    return text.trim();
  }
}
