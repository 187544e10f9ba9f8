import type { RequestHandler } from 'express';
import { type AddressBook, followTarget } from '../../domain/addresses/follow-target.ts';
import { HttpError } from '../http-error.ts';
import { sendRedirect } from '../send/send-redirect.ts';

export interface CanonicalPathOptions extends Partial<AddressBook> {
  /** Paths that start so are left alone, as their file names have a case: `/assets/`, `/media/`. */
  readonly exemptPrefixes?: readonly string[] | undefined;
}

const unknown = () => ({ kind: 'unknown' }) as const;

/**
 * Redirects (301) to the one way a path is written, or at once to where that or an old query leads. A path that was
 * published by an earlier rule, and is none by this one, is taken for what it was. Throws HttpError 400 for malformed
 * encoding, 404 for a segment no page can have, 414 for an endless target.
 */
export function canonicalPath({
  exemptPrefixes = [],
  resolve = unknown,
  resolveNear = unknown,
}: CanonicalPathOptions = {}): RequestHandler {
  return (request, response, next) => {
    const followed = followTarget(request.url, { resolve, resolveNear }, exemptPrefixes);
    if (followed.kind === 'moved') return sendRedirect(response, followed.location);
    if (followed.kind === 'refused') {
      throw new HttpError(followed.status, followed.code, 'The request target names no page.');
    }
    if (followed.kind === 'former') request.url = followed.target;
    next();
  };
}
