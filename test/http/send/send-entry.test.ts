import express from 'express';
import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import { type Answer, createPageEntry } from '../../../src/cache/page-entry.ts';
import { sendEntry } from '../../../src/http/send/send-entry.ts';
import { expectSiteHeaders } from '../assert-headers.ts';
import { createSmallSite } from '../small-site.ts';

const CACHE_CONTROL = 'public, max-age=60';
const PAGE: Answer = {
  body: '<p>Word by word.</p>'.repeat(100),
  contentType: 'text/html; charset=utf-8',
  cacheControl: CACHE_CONTROL,
  lastModified: Date.UTC(2016, 6, 15),
};
const page = createPageEntry(PAGE);
const picture = createPageEntry({
  body: Buffer.alloc(64, 1),
  contentType: 'image/png',
  cacheControl: CACHE_CONTROL,
});

function createApp(entry = page, vary?: string | string[]) {
  const app = express();
  app.set('etag', false);
  app.get('/{*path}', (incoming, outgoing) => {
    if (vary !== undefined) outgoing.setHeader('Vary', vary);
    sendEntry(incoming, outgoing, incoming.path === '/picture' ? picture : entry);
  });
  return app;
}

const app = createApp();

const get = (path: string, headers: Record<string, string> = {}) =>
  request(app)
    .get(path)
    .set({ 'Accept-Encoding': 'identity', ...headers });

describe('encodings', () => {
  test.each(['br', 'gzip', 'identity'] as const)(
    '%s is sent with its own ETag and length',
    async (encoding) => {
      const response = await get('/', { 'Accept-Encoding': `${encoding}, zstd` });
      const { bytes, etag } = page.encoded(encoding);
      expect(response.status).toBe(200);
      expect(response.text).toBe(PAGE.body);
      expect(response.headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding);
      expect(response.headers['content-length']).toBe(String(bytes.length));
      expect(response.headers['etag']).toBe(etag);
      expect(response.headers['vary']).toBe('Accept-Encoding');
      expect(response.headers['last-modified']).toBe('Fri, 15 Jul 2016 00:00:00 GMT');
      expect(response.headers['cache-control']).toBe('public, max-age=60');
    },
  );

  test('gzip;q=0 forbids gzip', async () => {
    const response = await get('/', { 'Accept-Encoding': 'gzip;q=0' });
    expect(response.headers).not.toHaveProperty('content-encoding');
    expect(response.headers['vary']).toBe('Accept-Encoding');
  });

  test('a picture is sent as it is and varies by nothing', async () => {
    const response = await get('/picture', { 'Accept-Encoding': 'br, gzip' });
    expect(response.headers).not.toHaveProperty('content-encoding');
    expect(response.headers).not.toHaveProperty('vary');
    expect(response.headers['content-length']).toBe('64');
  });
});

describe('304', () => {
  const expectNotModified = (response: Response, cacheControl = CACHE_CONTROL) => {
    expect(response.status).toBe(304);
    expect(response.text ?? '').toBe('');
    expect(response.headers['vary']).toBe('Accept-Encoding');
    expect(response.headers['cache-control']).toBe(cacheControl);
    expect(response.headers['date']).toBeTruthy();
    for (const name of [
      'content-type',
      'content-length',
      'content-encoding',
      'last-modified',
      'transfer-encoding',
    ]) {
      expect(response.headers).not.toHaveProperty(name);
    }
  };

  test.each(['br', 'gzip', 'identity'] as const)(
    'for the ETag of %s, kept beside its Vary',
    async (encoding) => {
      const { etag } = page.encoded(encoding);
      const response = await get('/', { 'Accept-Encoding': encoding, 'If-None-Match': `"old", W/${etag}` });
      expectNotModified(response);
      expect(response.headers['etag']).toBe(etag);
    },
  );

  test('not for the ETag of another encoding', async () => {
    const response = await get('/', { 'If-None-Match': page.encoded('br').etag });
    expect(response.status).toBe(200);
  });

  test('for If-Modified-Since, unless If-None-Match says otherwise', async () => {
    const since = 'Fri, 15 Jul 2016 00:00:00 GMT';
    expectNotModified(await get('/', { 'If-Modified-Since': since }));
    expect((await get('/', { 'If-Modified-Since': since, 'If-None-Match': '"old"' })).status).toBe(200);
    expect((await get('/', { 'If-Modified-Since': 'Thu, 14 Jul 2016 23:59:59 GMT' })).status).toBe(200);
  });

  test('for HEAD as well', async () => {
    expectNotModified(await request(app).head('/').set({ 'Accept-Encoding': 'br', 'If-None-Match': '*' }));
  });

  test('drops other headers of the page, and keeps what the application varies by', async () => {
    const other = createApp(createPageEntry({ ...PAGE, headers: ['Link', '</b>; rel=next'] }), 'Origin');
    const full = await request(other).get('/');
    expect(full.headers['link']).toBe('</b>; rel=next');
    const response = await request(other).get('/').set('If-None-Match', '*');
    expect(response.status).toBe(304);
    expect(response.headers['vary']).toBe('Origin, Accept-Encoding');
    expect(response.headers).not.toHaveProperty('link');
  });

  test('never for another status, which has no validators', async () => {
    const gone = createApp(createPageEntry({ ...PAGE, status: 410, cacheControl: 'no-store' }));
    const response = await request(gone).get('/').set('If-None-Match', '*');
    expect(response.status).toBe(410);
    expect(response.headers).not.toHaveProperty('etag');
    expect(response.headers).not.toHaveProperty('last-modified');
    expect(response.text).toContain('Word by word');
  });

  test('within the site carries no request id, and no policy for a body it lacks', async () => {
    const response = await request(createSmallSite().app).get('/page').set('If-None-Match', '*');
    expectNotModified(response, 'public, max-age=0');
    expectSiteHeaders(response);
    for (const name of ['content-security-policy', 'x-request-id']) {
      expect(response.headers).not.toHaveProperty(name);
    }
  });
});

test.each(['br', 'gzip', 'identity'])('HEAD has the headers of GET and no body (%s)', async (encoding) => {
  const options = { 'Accept-Encoding': encoding, 'X-Request-Id': 'the-same-id' };
  const site = createSmallSite().app;
  const [got, headed] = [
    await request(site).get('/page').set(options),
    await request(site).head('/page').set(options),
  ];
  expectSiteHeaders(got);
  expectSiteHeaders(headed);
  const undated = ({ headers }: Response) => ({ ...headers, date: '' });
  expect(undated(headed)).toEqual(undated(got));
  expect(headed.text ?? '').toBe('');
  expect(Number(headed.headers['content-length'])).toBeGreaterThan(0);
});

test.each([
  ['Origin', 'Origin, Accept-Encoding'],
  [['Origin', 'Accept'], 'Origin, Accept, Accept-Encoding'],
  ['accept-encoding, Origin', 'accept-encoding, Origin'],
  ['*', '*'],
  ['', 'Accept-Encoding'],
])('an existing Vary %j becomes %j', async (before, after) => {
  const response = await request(createApp(page, before)).get('/');
  expect(response.headers['vary']).toBe(after);
});

test('Range is ignored: the whole is sent', async () => {
  const response = await get('/picture', { Range: 'bytes=0-3' });
  expect(response.status).toBe(200);
  expect(response.headers).not.toHaveProperty('accept-ranges');
  expect(response.headers['content-length']).toBe('64');
});

test.each([
  [CACHE_CONTROL, undefined],
  ['private, no-cache', undefined],
  ['no-store', 'the-same-id'],
])('what is sent with %s names the request %s', async (cacheControl, id) => {
  const entry = createPageEntry({ ...PAGE, cacheControl });
  const { app: site } = createSmallSite({
    addRoutes: (routes) => routes.get('/other', (incoming, outgoing) => sendEntry(incoming, outgoing, entry)),
  });
  const response = await request(site).get('/other').set('X-Request-Id', 'the-same-id');
  expect(response.headers['x-request-id']).toBe(id);
});
