import type { RequestHandler } from 'express';
import { canonicalTarget } from '../canonical-target.ts';
import { HttpError } from '../http-error.ts';
import { sendRedirect } from '../send-redirect.ts';

export interface CanonicalPathOptions {
  /** Paths that start so are left alone, as their file names have a case: `/assets/`, `/media/`. */
  readonly exemptPrefixes?: readonly string[] | undefined;
}

/**
 * Redirects (301) to the one way a path is written. Throws HttpError 400 for malformed encoding, 404
 * for a segment no page can have, 414 for an endless target.
 */
export function canonicalPath({ exemptPrefixes = [] }: CanonicalPathOptions = {}): RequestHandler {
  return (request, response, next) => {
    const result = canonicalTarget(request.url, exemptPrefixes);
    if (result.kind === 'canonical') return next();
    if (result.kind === 'moved') return sendRedirect(response, result.location);
    throw new HttpError(result.status, result.code, 'The request target names no page.');
  };
}
