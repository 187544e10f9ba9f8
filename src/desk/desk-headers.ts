import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { DENIED_PERMISSIONS } from '../http/middleware/security-headers.ts';

/**
 * Sets the headers that keep every page of the desk in its bounds, with a nonce of its own in `response.locals.nonce`, which the
 * editor's styles and its table of modules carry. Nobody may frame it, nothing of it is stored, and no address of it is told to
 * other sites. A preview has a policy of its own.
 */
export function deskHeaders(origin: string): RequestHandler {
  const isHttps = new URL(origin).protocol === 'https:';
  const own = ["'self'"];
  return (request, response, next) => {
    const nonce = randomBytes(16).toString('base64');
    response.locals['nonce'] = nonce;
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('Permissions-Policy', DENIED_PERMISSIONS);
    response.setHeader('X-Robots-Tag', 'noindex, nofollow');
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'style-src': [...own, `'nonce-${nonce}'`],
          'script-src': [...own, `'nonce-${nonce}'`],
          'img-src': [...own, 'blob:', 'data:'],
          'media-src': [...own, 'blob:'],
          'font-src': own,
          'connect-src': own,
          'frame-src': own,
          'form-action': own,
          'base-uri': ["'none'"],
          'frame-ancestors': ["'none'"],
          ...(isHttps ? { 'upgrade-insecure-requests': [] } : {}),
        },
      },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: isHttps && { maxAge: 63_072_000, includeSubDomains: false },
      xFrameOptions: { action: 'deny' },
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xXssProtection: false,
    })(request, response, next);
  };
}
