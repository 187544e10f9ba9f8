import type { Response } from 'supertest';
import { expect } from 'vitest';
import { isCompressibleType } from '../../src/cache/representation.ts';

export interface SiteHeaderExpectations {
  /** The site's origin is https, so HSTS is due; false by default, and HSTS is then wrong. */
  readonly https?: boolean;
}

/**
 * Asserts what every response of the site has, whatever its route: its bounds (CSP and the like), its
 * name where it is an error (X-Request-Id), what caches need (Cache-Control, Vary, ETag) and an honest content type.
 */
export function expectSiteHeaders(response: Response, { https = false }: SiteHeaderExpectations = {}): void {
  const { headers, status } = response;
  if (status >= 400) expect(headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{8,128}$/);
  expect(headers['cache-control']).toMatch(/\b(?:no-store|no-cache|max-age=\d+)\b/);
  for (const absent of ['x-powered-by', 'server', 'set-cookie']) expect(headers).not.toHaveProperty(absent);

  if (status === 304) {
    expectNotModifiedHeaders(headers);
    return;
  }
  expectBounds(headers, https);
  if (status === 204 || (status >= 300 && status < 400)) return;
  expectContentHeaders(headers);
  const isRead = response.request.method === 'GET' || response.request.method === 'HEAD';
  if (status === 200 && isRead) expect(headers['etag']).toMatch(/^(?:W\/)?"[^"]+"$/);
  if (status >= 400) {
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('etag');
  }
}

type Headers = Readonly<Record<string, string>>;

function expectBounds(headers: Headers, https: boolean): void {
  const policy = parsePolicy(headers['content-security-policy'] ?? '');
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('base-uri')).toEqual(["'none'"]);
  expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
  expect(policy.has('form-action')).toBe(true);
  expect(policy.has('upgrade-insecure-requests')).toBe(https);
  for (const source of [...policy.values()].flat())
    expect(source).toMatch(/^'(?:none|self|sha256-[A-Za-z0-9+/=]+)'$/);

  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  expect(headers['permissions-policy']).toContain('camera=()');
  expect(headers['strict-transport-security']).toBe(
    https ? 'max-age=63072000; includeSubDomains' : undefined,
  );
}

function expectContentHeaders(headers: Headers): void {
  const type = headers['content-type'] ?? '';
  expect(type).toMatch(/^[a-z]+\/[a-z0-9.+-]+(?:; charset=utf-8)?$/);
  expect(headers['content-length']).toMatch(/^\d+$/);
  expect(headers).not.toHaveProperty('transfer-encoding');
  if (isCompressibleType(type)) {
    if (!type.startsWith('image/')) expect(type).toContain('; charset=utf-8');
    expect(headers['vary']).toMatch(/(?:^|, )Accept-Encoding(?:,|$)/);
  } else {
    expect(headers).not.toHaveProperty('content-encoding');
  }
}

function expectNotModifiedHeaders(headers: Headers): void {
  expect(headers['etag']).toMatch(/^(?:W\/)?"[^"]+"$/);
  expect(headers['date']).toBeTruthy();
  for (const name of Object.keys(headers)) {
    if (name.startsWith('content-')) expect(['content-location', 'content-security-policy']).toContain(name);
  }
}

function parsePolicy(header: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    header.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}
