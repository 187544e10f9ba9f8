import { z } from 'zod';
import { isLoopback, isOrigin } from './machine-addresses.ts';

/** Where editors find the desk, and how they may come in. */
export interface DeskSettings {
  readonly port: number;
  /** Its public origin without a trailing slash: another host than the site's. */
  readonly origin: string;
  /** Whether it has pages for people, or takes what programs send alone. */
  readonly hasPages: boolean;
  /** The header in which a trusted proxy names who is signed in, in lower case; null for none. */
  readonly ssoHeader: string | null;
}

/** Entries of ENVIRONMENT: the desk. */
export const DESK_ENVIRONMENT = {
  DESK_PORT: {
    fallback: 'off',
    meaning: 'port of the desk, on HOST: where editors see, write, preview and publish; or off',
    schema: z
      .string()
      .refine(
        (text) => text === 'off' || (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535),
        'is not a port. Give a whole number from 1 to 65535, or off.',
      )
      .transform((text) => (text === 'off' ? null : Number(text))),
  },
  DESK_URL: {
    fallback: 'http://localhost:DESK_PORT',
    meaning: 'public origin of the desk, such as https://desk.example.org: another host than the site’s',
    schema: z.string().refine(isDeskOrigin, {
      error:
        'is not an origin for a desk. Give https:// and a host only, such as https://desk.example.org; http:// only for localhost.',
    }),
  },
  DESK_PAGES: {
    fallback: 'true',
    meaning: 'whether the desk has pages for people; false for what programs send with tokens alone',
    schema: z
      .enum(['true', 'false'], 'is neither true nor false. Give one of these.')
      .transform((text) => text === 'true'),
  },
  DESK_SSO_HEADER: {
    fallback: '',
    meaning:
      'header in which a proxy of TRUSTED_PROXIES names who is signed in, such as X-Remote-User; empty for none',
    schema: z
      .string()
      .regex(
        /^(?:[A-Za-z][A-Za-z0-9-]{0,63})?$/,
        'is not the name of a header. Give one such as X-Remote-User.',
      )
      .transform((name) => (name === '' ? null : name.toLowerCase())),
  },
} as const;

function isDeskOrigin(text: string): boolean {
  if (!isOrigin(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || isLoopback(hostname);
}

/** What of a checked environment is the desk's; null where there is none. */
export function readDesk(given: {
  readonly DESK_PORT: number | null;
  readonly DESK_URL: string;
  readonly DESK_PAGES: boolean;
  readonly DESK_SSO_HEADER: string | null;
}): DeskSettings | null {
  if (given.DESK_PORT === null) return null;
  return {
    port: given.DESK_PORT,
    origin: new URL(given.DESK_URL).origin,
    hasPages: given.DESK_PAGES,
    ssoHeader: given.DESK_SSO_HEADER,
  };
}

/**
 * What of the desk's variables contradicts another: its cookies go to every port of a host (RFC 6265 §8.5), so that it stands
 * on another host than the site; on one's own machine, where both are `localhost`, it need not.
 */
export function deskConflicts(
  given: { readonly DESK_PORT: number | null; readonly DESK_URL: string; readonly PORT: number },
  siteOrigin: string,
): { readonly name: string; readonly message: string }[] {
  if (given.DESK_PORT === null) return [];
  const host = new URL(given.DESK_URL).hostname;
  const found = [];
  if (host === new URL(siteOrigin).hostname && !isLoopback(host))
    found.push({
      name: 'DESK_URL',
      message: `has the host of SITE_URL, ${host}, where it would share its cookies with the site. Give the desk a host of its own, such as desk.${host}.`,
    });
  if (given.DESK_PORT === given.PORT)
    found.push({ name: 'DESK_PORT', message: 'is PORT as well. Give the desk a port of its own.' });
  return found;
}
