import type { RequestHandler } from 'express';
import { canonicalTarget } from '../canonical-target.ts';
import { HttpError } from '../http-error.ts';
import { sendRedirect } from '../send-redirect.ts';

export interface CanonicalPathOptions {
  /** Paths that start so are left alone, as their file names have a case: `/assets/`, `/media/`. */
  readonly exemptPrefixes?: readonly string[] | undefined;
  /** Where a path of the site leads now, if it leads elsewhere: one redirect is enough for both. */
  readonly movedTo?: ((path: string) => string | null) | undefined;
}

/**
 * Redirects (301) to the one way a path is written, or at once to where that leads. Throws HttpError 400 for malformed encoding, 404
 * for a segment no page can have, 414 for an endless target.
 */
export function canonicalPath({
  exemptPrefixes = [],
  movedTo = () => null,
}: CanonicalPathOptions = {}): RequestHandler {
  return (request, response, next) => {
    const result = canonicalTarget(request.url, exemptPrefixes);
    if (result.kind === 'canonical') return next();
    if (result.kind === 'moved') {
      const [path = ''] = result.location.split('?', 1);
      return sendRedirect(response, movedTo(path) ?? result.location);
    }
    throw new HttpError(result.status, result.code, 'The request target names no page.');
  };
}
