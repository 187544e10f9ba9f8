import request from 'supertest';
import { expect, test } from 'vitest';
import { createAssetHandler, finishedAssets } from '../../../src/http/handlers/asset-handler.ts';
import { securityHeaders } from '../../../src/http/middleware/security-headers.ts';
import type { Asset } from '../../../src/render/asset-table.ts';
import { expectSiteHeaders } from '../assert-headers.ts';
import { createSmallSite } from '../small-site.ts';

const HEADERS = securityHeaders({ origin: 'http://localhost', styleHashes: [] });
const table = new Map<string, Asset>([
  ['/assets/site-0a1b.css', { bytes: Buffer.from('a{color:red}'), contentType: 'text/css; charset=utf-8' }],
  ['/assets/Serif-0a1b.woff2', { bytes: Buffer.alloc(100, 7), contentType: 'font/woff2' }],
]);
const SCRIPT = { bytes: Buffer.from('go()'), contentType: 'text/javascript; charset=utf-8' };
const finish = (assets: ReadonlyMap<string, Asset>) =>
  finishedAssets({
    assets: {
      get: (path) => assets.get(path),
      standIn: (path) => (path.startsWith('/assets/of-another-release-') ? SCRIPT : undefined),
    },
    headers: HEADERS,
    pack: () => {},
  });
const { app } = createSmallSite({
  addRoutes: (site) => {
    site.get('/assets/{*name}', createAssetHandler(finish(table)));
    site.use(
      '/mounted',
      createAssetHandler(
        finish(new Map([['/mounted/x', { bytes: Buffer.of(1), contentType: 'image/png' }]])),
      ),
    );
  },
});

test.each([
  ['/assets/site-0a1b.css', 'br'],
  ['/assets/Serif-0a1b.woff2', undefined],
])('%s is sent for a year, encoded as %s', async (path, encoding) => {
  const response = await request(app).get(path).set('Accept-Encoding', 'br').buffer(true);
  expect(response.status).toBe(200);
  expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(response.headers['content-encoding']).toBe(encoding);
  expectSiteHeaders(response);
  const again = await request(app)
    .get(path)
    .set({ 'Accept-Encoding': 'br', 'If-None-Match': response.headers['etag'] ?? '' });
  expect(again.status).toBe(304);
  expectSiteHeaders(again);
});

test.each([
  '/assets/site-0000.css',
  '/assets/',
  '/assets/..%2fserver',
  '/assets/%zz',
  '/assets/SITE-0a1b.css',
])('%s is not there', async (path) => {
  const response = await request(app).get(path);
  expect(response.status).toBe(path.includes('%zz') ? 400 : 404);
  expectSiteHeaders(response);
});

test('what another release called otherwise is sent as this one has it, and kept by nobody', async () => {
  const response = await request(app).get('/assets/of-another-release-0123456789.js');
  expect(response.status).toBe(200);
  expect(response.text).toBe('go()');
  expect(response.headers['cache-control']).toBe('no-store');
  expectSiteHeaders(response);
});

test('the table is asked by the whole path, also where the handler is mounted', async () => {
  expect((await request(app).get('/mounted/x')).status).toBe(200);
});
