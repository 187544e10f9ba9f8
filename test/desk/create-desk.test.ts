import type { RequestHandler } from 'express';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import supertest from 'supertest';
import { expect, test, vi } from 'vitest';
import { createDesk } from '../../src/desk/create-desk.ts';
import { DeskError } from '../../src/desk/desk-error.ts';
import { createDeskFrame } from '../../src/desk/desk-frame.ts';
import { createDeskRenderer } from '../../src/desk/desk-renderer.ts';
import { createDeskNews } from '../../src/desk/news.ts';
import { readDeskFiles } from '../../src/desk/read-desk-files.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const openDesk = (area: RequestHandler, log = createLogger({ level: 'silent' })) => {
  const assets = readDeskFiles(join(ROOT, 'public'));
  const render = createDeskRenderer({ viewsDir: join(ROOT, 'views/desk'), assetUrl: assets.url });
  const reader = (): never => {
    throw new Error('no catalog');
  };
  const show = createDeskFrame({ render, reader, news: createDeskNews(), siteUrl: 'https://example.org' });
  const origin = 'https://desk.example.org';
  const handler = createDesk({ origin, trustedProxies: [], assets, show, areas: [area], log, now: Date.now });
  return { desk: supertest(handler), assets };
};

test('pages are private, framed by nobody, and name a nonce of their own', async () => {
  const { desk } = openDesk((_request, response) => void response.send('x'));
  const [one, two] = [await desk.get('/'), await desk.get('/')];
  expect(one.headers['cache-control']).toBe('private, no-store');
  expect(one.headers['x-robots-tag']).toBe('noindex, nofollow');
  expect(one.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(one.headers['content-security-policy']).not.toContain('unsafe');
  expect(one.headers['content-security-policy']).not.toBe(two.headers['content-security-policy']);
});

test('what is wrong is told in plain words, to programs as JSON, and a fault by nothing but its name', async () => {
  const { desk } = openDesk((request, _response, next) => {
    if (request.path === '/no')
      throw new DeskError(403, 'not-yours', 'Editors publish.', { hint: 'Ask one.' });
    if (request.path === '/fault') throw new Error('the secret of the file');
    next();
  });
  const refused = await desk.get('/no').set('Accept', 'text/html');
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('Editors publish.');
  expect(refused.text).toContain('Ask one.');
  const json = await desk.get('/no').set('Accept', 'application/json');
  expect(json.body).toEqual({ error: { code: 'not-yours', message: 'Editors publish.', hint: 'Ask one.' } });
  const fault = await desk.get('/fault').set('Accept', 'text/html');
  expect(fault.status).toBe(500);
  expect(fault.text).not.toContain('secret');
  expect(fault.text).toContain(fault.headers['x-request-id']);
  expect((await desk.get('/nowhere')).status).toBe(404);
  expect((await desk.get('/%ff')).status).toBe(404);
});

test('its own files may be kept for ever', async () => {
  const { desk, assets } = openDesk((_request, _response, next) => next());
  const sheet = await desk.get(assets.url('css/desk.css'));
  expect(sheet.status).toBe(200);
  expect(sheet.headers['content-type']).toBe('text/css; charset=utf-8');
  expect(sheet.headers['cache-control']).toContain('immutable');
  const fonts = await desk.get(assets.url('css/site.css'));
  const [, font = ''] = /url\("(\/desk-assets\/fonts\/[^"]+)"\)/.exec(fonts.text) ?? [];
  expect((await desk.get(font)).headers['content-type']).toBe('font/woff2');
  expect((await desk.get('/desk-assets/css/desk-0000000000.css')).status).toBe(404);
});

test('its own files and probes are no lines of the log, its pages are', async () => {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const log = createLogger({ level: 'info', destination });
  const { desk, assets } = openDesk((_request, response) => void response.send('x'), log);
  for (const path of [assets.url('css/desk.css'), '/healthz', '/board']) {
    expect((await desk.get(path)).status).toBe(200);
  }
  await vi.waitFor(() => expect(lines).toHaveLength(1));
  expect(lines).toMatchObject([{ msg: 'request', url: '/board' }]);
});
