import type { RequestHandler } from 'express';
import { canonicalTarget } from '../canonical-target.ts';
import { HttpError } from '../http-error.ts';
import { sendRedirect } from '../send-redirect.ts';

export interface CanonicalPathOptions {
  /** Paths that start so are left alone, as their file names have a case: `/assets/`, `/media/`. */
  readonly exemptPrefixes?: readonly string[] | undefined;
}

/** The scheme and host of an absolute-form target, which servers must accept (RFC 9112 §3.2.2). */
const SCHEME_AND_HOST = /^https?:\/\/[^/?#]*/i;

/**
 * Redirects (301) to the one way a path is written. Throws HttpError 400 for malformed encoding, 404
 * for a segment no page can have, 414 for an endless target.
 */
export function canonicalPath({ exemptPrefixes = [] }: CanonicalPathOptions = {}): RequestHandler {
  return (request, response, next) => {
    if (!request.url.startsWith('/')) request.url = toOriginForm(request.url);
    const result = canonicalTarget(request.url, exemptPrefixes);
    if (result.kind === 'canonical') return next();
    if (result.kind === 'moved') return sendRedirect(response, result.location);
    throw new HttpError(result.status, result.code, 'The request target names no page.');
  };
}

function toOriginForm(target: string): string {
  const rest = target.replace(SCHEME_AND_HOST, '');
  return rest === target || rest.startsWith('/') ? rest : `/${rest}`;
}
