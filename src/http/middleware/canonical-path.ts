import type { RequestHandler } from 'express';
import { canonicalTarget } from '../../domain/addresses/canonical-target.ts';
import { HttpError } from '../http-error.ts';
import { sendRedirect } from '../send/send-redirect.ts';

export interface CanonicalPathOptions {
  /** Paths that start so are left alone, as their file names have a case: `/assets/`, `/media/`. */
  readonly exemptPrefixes?: readonly string[] | undefined;
  /** What a path means now: where it leads elsewhere, one redirect is enough for both. */
  readonly resolve?: ((path: string) => PathMeaning) | undefined;
}

/** As the catalog's Resolution, of which it needs no more. */
export type PathMeaning =
  | { readonly kind: 'article' | 'gone' | 'unknown' }
  | { readonly kind: 'moved'; readonly path: string };

/**
 * Redirects (301) to the one way a path is written, or at once to where that leads. A path that was published by an
 * earlier rule, and is none by this one, is taken for what it was. Throws HttpError 400 for malformed encoding, 404
 * for a segment no page can have, 414 for an endless target.
 */
export function canonicalPath({
  exemptPrefixes = [],
  resolve = () => ({ kind: 'unknown' }),
}: CanonicalPathOptions = {}): RequestHandler {
  return (request, response, next) => {
    const result = canonicalTarget(request.url, exemptPrefixes);
    if (result.kind === 'canonical') return next();
    if (result.kind === 'moved') {
      const { location, formerPath } = result;
      const [path = ''] = location.split('?', 1);
      const found = resolve(path);
      if (found.kind === 'moved') return sendRedirect(response, found.path === path ? location : found.path);
      const former = found.kind === 'unknown' && formerPath !== null ? resolve(formerPath) : null;
      if (former?.kind === 'moved') return sendRedirect(response, former.path);
      if (former?.kind !== 'gone') return sendRedirect(response, location);
      request.url = formerPath + location.slice(path.length);
      return next();
    }
    throw new HttpError(result.status, result.code, 'The request target names no page.');
  };
}
