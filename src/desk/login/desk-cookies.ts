import type { Request, Response } from 'express';
import { DEVICE_MS } from '../../accounts/devices.ts';
import { LONGEST_MS } from '../../accounts/sessions.ts';

/** Of this host alone, whole, and over TLS only (RFC 6265bis §4.1.3.2). */
const SESSION = '__Host-desk';
/** By which a browser is known in which somebody logged in before; it opens nothing. */
const DEVICE = '__Host-desk-device';

/** No other site's link or form carries them, and no script reads them. */
const OPTIONS = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;

/** The secret that the session cookie of a request carries; null for none. */
export const sessionSecret = (request: Request): string | null => readCookie(request, SESSION);

/** The secret of the browser; null for one that is new. */
export const deviceSecret = (request: Request): string | null => readCookie(request, DEVICE);

export const setSessionCookie = (response: Response, secret: string): void =>
  void response.cookie(SESSION, secret, { ...OPTIONS, maxAge: LONGEST_MS });

export const setDeviceCookie = (response: Response, secret: string): void =>
  void response.cookie(DEVICE, secret, { ...OPTIONS, maxAge: DEVICE_MS });

export const clearSessionCookie = (response: Response): void => void response.clearCookie(SESSION, OPTIONS);

/** Our secrets need no decoding (RFC 6265 §4.1.1). */
function readCookie(request: Request, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1).trim();
    if (at > 0 && pair.slice(0, at).trim() === name && value !== '') return value;
  }
  return null;
}
