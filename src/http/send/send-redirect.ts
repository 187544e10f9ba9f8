import type { ServerResponse } from 'node:http';
import { REVALIDATE } from '../../cache/cache-policy.ts';
import { labelRoute } from '../request/route-label.ts';

export interface RedirectOptions {
  /** 301 by default. */
  readonly status?: 301 | 302 | 303 | 307 | 308 | undefined;
  /** Asked again each time by default: an article that moves back must not send its readers in circles. */
  readonly cacheControl?: string | undefined;
}

const OWN_PATH = /^\/(?![/\\])[\x21-\x7e]*$/;

/**
 * Answers with an empty redirect to a path of this site. Throws a RangeError when `location` could
 * lead elsewhere: it must start with one `/`, followed by neither `/` nor `\`.
 */
export function sendRedirect(
  response: ServerResponse,
  location: string,
  { status = 301, cacheControl = REVALIDATE }: RedirectOptions = {},
): void {
  if (!OWN_PATH.test(location))
    throw new RangeError(`${JSON.stringify(location)} is not a path of this site`);
  labelRoute(response, 'redirect');
  response.statusCode = status;
  response.setHeader('Location', location);
  response.setHeader('Cache-Control', cacheControl);
  response.setHeader('Content-Length', 0);
  response.end();
}
