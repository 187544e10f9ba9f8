import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { HeaderList } from '../../cache/page-entry.ts';

/** What a page may load besides what all may. */
export interface PolicySources {
  /** Origins of the frames that a reader may open, such as `https://www.youtube-nocookie.com`. */
  readonly frames: readonly string[];
  /** Whether it has video or sound of this site. */
  readonly hasClips: boolean;
}

export interface SecurityHeadersOptions extends Partial<PolicySources> {
  /** The site's public origin, such as `https://example.am`. */
  readonly origin: string;
  /** CSP hashes of the inline styles, such as `sha256-…`, without quotes. */
  readonly styleHashes: readonly string[];
}

const CSP_HASH = /^sha(?:256|384|512)-[A-Za-z0-9+/]+={0,2}$/;
const TWO_YEARS_SECONDS = 63_072_000;

/** A newspaper needs none of these; an embedded or injected script shall not get them either. */
const DENIED_FEATURES = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/** The value of `Permissions-Policy` that denies them. */
export const DENIED_PERMISSIONS: string = DENIED_FEATURES.map((feature) => `${feature}=()`).join(', ');

/** Sets headers on every response. */
export function setHeaders(headers: HeaderList): RequestHandler {
  return (_request, response, next) => {
    for (let index = 0; index < headers.length; index += 2) {
      response.setHeader(headers[index] ?? '', headers[index + 1] ?? '');
    }
    next();
  };
}

/**
 * Lists the headers that keep every response in its bounds: a CSP that allows only this site's own
 * files and the given inline styles, HSTS where the origin is https, and the rest of helmet that
 * living browsers read. Pictures, fonts and feeds are public, so other sites may embed them. Throws a
 * RangeError when a style hash is none.
 */
export function securityHeaders({
  origin,
  styleHashes,
  frames = [],
  hasClips = false,
}: SecurityHeadersOptions): HeaderList {
  for (const hash of styleHashes) {
    if (!CSP_HASH.test(hash)) throw new RangeError(`${JSON.stringify(hash)} is not a CSP hash`);
  }
  const isHttps = new URL(origin).protocol === 'https:';
  const own = ["'self'"];
  const none = ["'none'"];
  const setHelmetHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': none,
        'style-src': [...own, ...styleHashes.map((hash) => `'${hash}'`)],
        'script-src': own,
        'img-src': own,
        'font-src': own,
        ...(hasClips ? { 'media-src': own } : {}),
        ...(frames.length > 0 ? { 'frame-src': frames } : {}),
        'connect-src': own,
        'manifest-src': own,
        'worker-src': own,
        'form-action': own,
        'base-uri': none,
        'frame-ancestors': none,
        ...(isHttps ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: isHttps && { maxAge: TWO_YEARS_SECONDS, includeSubDomains: true },
    xFrameOptions: { action: 'deny' },
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  // They are the same for every response, so helmet says them once.
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  setHelmetHeaders(request, response, () => {});
  response.setHeader('Permissions-Policy', DENIED_PERMISSIONS);
  return Object.entries(response.getHeaders()).flatMap(([name, value]) => [titleCase(name), String(value)]);
}

/** `referrer-policy` → `Referrer-Policy`, as people write it. */
function titleCase(name: string): string {
  return name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
