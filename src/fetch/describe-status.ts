import type { Finding } from '../problems/problem-log.ts';
import { LATER } from './fetch-error.ts';

/** Puts a status other than 200, 203, 304 and 410 on the way to what was asked for into words. */
export function describeStatus(status: number): Finding {
  const [code, hint] =
    status === 404 || status === 410
      ? ['missing', 'Look for its new address on that site.']
      : status === 401 || status === 403 || status === 451
        ? ['forbidden', 'Ask the owner of that site to let Dateline read it.']
        : status === 429
          ? ['asked-too-often', LATER]
          : status >= 500
            ? ['server-error', LATER]
            : ['status', 'Open the address in a browser and check it.'];
  return { code, message: `The server answered ${status}.`, hint };
}
