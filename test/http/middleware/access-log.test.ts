import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { HttpError } from '../../../src/http/http-error.ts';
import { labelled } from '../../../src/http/request/route-label.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { fixtureSite, openTestSite } from '../../support/open-test-site.ts';
import { createSmallSite } from '../small-site.ts';

const requestLines = (lines: readonly Record<string, unknown>[]) =>
  lines.filter(({ msg }) => msg === 'request');

/** The line is written after the client has its answer. */
async function waitForLine(logged: () => readonly Record<string, unknown>[]) {
  for (let turn = 0; turn < 200 && requestLines(logged()).length === 0; turn += 1) await sleep(5);
  return requestLines(logged());
}

test('one line says what was asked and answered, and nothing of who asked', async () => {
  const { app, logged } = createSmallSite();
  const response = await request(app).get('/page?q=1').set({
    'X-Request-Id': 'given-by-proxy',
    'User-Agent': 'Reader/1.0',
    Referer: 'https://example.org/',
    Cookie: 's3cret',
    Authorization: 'Bearer s3cret',
    'X-Forwarded-For': '203.0.113.7',
  });
  const lines = await waitForLine(logged);
  expect(lines).toHaveLength(1);
  const { time, ms, ...rest } = lines[0] ?? {};
  expect(time).toBeTypeOf('string');
  expect(ms).toBeTypeOf('number');
  expect(rest).toEqual({
    level: 'info',
    id: 'given-by-proxy',
    method: 'GET',
    url: '/page?q=1',
    status: 200,
    bytes: Number(response.headers['content-length']),
    userAgent: 'Reader/1.0',
    referer: 'https://example.org/',
    msg: 'request',
  });
});

test('long values are cut', async () => {
  const { app, logged } = createSmallSite();
  const long = 'x'.repeat(2_000);
  await request(app).get(`/page?${long}`).set({ 'User-Agent': long, Referer: long });
  const [line] = await waitForLine(logged);
  expect(String(line?.['url'])).toHaveLength(500);
  expect(String(line?.['userAgent'])).toHaveLength(200);
  expect(String(line?.['referer'])).toHaveLength(500);
});

test.each([
  ['/missing', 404, 'warn'],
  ['/broken', 500, 'error'],
  ['/PAGE', 301, 'info'],
  ['/healthz', 200, 'debug'],
])('%s answers %i and is logged as %s', async (path, status, level) => {
  const { app, logged } = createSmallSite({
    addRoutes: (site) =>
      site.get('/broken', () => {
        throw new HttpError(500, 'broken', 'Broken.');
      }),
  });
  await request(app).get(path).redirects(0);
  const [line] = await waitForLine(logged);
  expect(line).toMatchObject({ status, level });
});

test.each([
  ['asset', 200, 'debug'],
  ['card', 200, 'debug'],
  ['media', 206, 'debug'],
  ['picture', 304, 'debug'],
  ['picture', 404, 'warn'],
  ['media', 500, 'error'],
  ['health', 503, 'debug'],
  ['article', 200, 'info'],
])('%s that answers %i is logged as %s', async (route, status, level) => {
  const { app, logged } = createSmallSite({
    addRoutes: (site) =>
      site.get(
        '/of-route',
        labelled(route, (_request, response) => void response.status(status).end()),
      ),
  });
  await request(app).get('/of-route');
  const [line] = await waitForLine(logged);
  expect(line).toMatchObject({ url: '/of-route', status, level });
});

test('what a page is made of has no line, and the page has one', async () => {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const log = createLogger({ level: 'info', destination });
  const site = await openTestSite(fixtureSite('newsroom'), { log });
  const ask = request(site.application);
  const page = await ask.get('/2016/07/15/everything');
  const parts = [...page.text.matchAll(/(?:src|href)="(\/(?:assets|pictures|cards|media)\/[^"]+)"/g)];
  const found = new Set(['/favicon.ico', ...parts.map(([, path = '']) => path)]);
  expect(found.size).toBeGreaterThan(3);
  for (const path of found) expect((await ask.get(path)).status).toBe(200);
  expect((await ask.get('/pictures/none.webp')).status).toBe(404);
  await vi.waitFor(() => expect(requestLines(lines)).toHaveLength(2));
  expect(requestLines(lines)).toMatchObject([
    { url: '/2016/07/15/everything', level: 'info' },
    { url: '/pictures/none.webp', level: 'warn' },
  ]);
  await site.close();
});

test('HEAD counts no bytes', async () => {
  const { app, logged } = createSmallSite();
  await request(app).head('/page').set('X-Request-Id', 'noted-request');
  const [line] = await waitForLine(logged);
  expect(line).toMatchObject({ id: 'noted-request', method: 'HEAD', bytes: 0 });
});

test('a mounted handler’s request is logged with its whole path', async () => {
  const { app, logged } = createSmallSite({
    addRoutes: (site) => {
      site.use('/media', (_request, response) => {
        response.end();
      });
    },
  });
  await request(app).get('/media/a.png?x=1');
  const [line] = await waitForLine(logged);
  expect(line).toMatchObject({ url: '/media/a.png?x=1' });
});

test('a reader who leaves early is told apart', async () => {
  const { app, logged } = createSmallSite({ addRoutes: (site) => site.get('/slow', () => {}) });
  await expect(request(app).get('/slow').timeout(50)).rejects.toThrow(/timeout/i);
  const [line] = await waitForLine(logged);
  expect(line).toMatchObject({ url: '/slow', status: 499, level: 'info', aborted: true });
});
