import request from 'supertest';
import { expect, test } from 'vitest';
import { securityHeaders } from '../../../src/http/middleware/security-headers.ts';
import { expectSiteHeaders } from '../assert-headers.ts';
import { createSmallSite } from '../small-site.ts';

test('the policy allows the site’s own files and nothing else', async () => {
  const response = await request(createSmallSite().app).get('/page');
  expectSiteHeaders(response);
  expect(response.headers['content-security-policy']?.split(';')).toEqual([
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]);
});

test('an https origin adds HSTS and the upgrade of insecure requests', async () => {
  const response = await request(createSmallSite({ origin: 'https://example.am' }).app).get('/page');
  expectSiteHeaders(response, { https: true });
});

test('inline styles are allowed by their hashes', () => {
  const hash = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
  const headers = securityHeaders({ origin: 'http://localhost', styleHashes: [hash] });
  expect(headers[headers.indexOf('Content-Security-Policy') + 1]).toContain(`style-src 'self' '${hash}';`);
});

test.each(["'sha256-47DE'", 'unsafe-inline', "sha256-x'; script-src *", ''])(
  '%j is refused as a hash',
  (hash) => {
    expect(() => securityHeaders({ origin: 'http://localhost', styleHashes: [hash] })).toThrow(RangeError);
  },
);
