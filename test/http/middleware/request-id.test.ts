import request from 'supertest';
import { expect, test } from 'vitest';
import { listenForTest } from '../listen-here.ts';
import { createSmallSite } from '../small-site.ts';

const { app } = createSmallSite();
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test.each(['abcdefgh', 'Root-1.5e8f_x', 'a'.repeat(128)])('an id from the proxy is kept: %s', async (id) => {
  const response = await request(app).get('/healthz').set('X-Request-Id', id);
  expect(response.headers['x-request-id']).toBe(id);
});

test.each([
  'short',
  'a'.repeat(129),
  'two words here',
  '<script>alert(1)</script>',
  'abcdefgh, ijklmnop',
  'ünicode-id',
])('an id of another shape is replaced: %s', async (id) => {
  const response = await request(app).get('/healthz').set('X-Request-Id', id);
  expect(response.headers['x-request-id']).toMatch(UUID);
});

test.each([
  ['nobody', [], false],
  ['others', ['192.0.2.0/24'], false],
  ['this one', ['192.0.2.0/24', '127.0.0.1'], true],
])('where %s is trusted, whatever the client says of itself', async (_who, proxies, isKept) => {
  const site = createSmallSite().app;
  site.set('trust proxy', proxies);
  const url = await listenForTest(site);
  const response = await fetch(`${url}/healthz`, {
    headers: { 'X-Request-Id': 'named-by-a-stranger', 'X-Forwarded-For': '192.0.2.7', Connection: 'close' },
  });
  const id = response.headers.get('x-request-id');
  if (isKept) expect(id).toBe('named-by-a-stranger');
  else expect(id).toMatch(UUID);
});

test('each request has an id of its own, errors too', async () => {
  const first = await request(app).get('/healthz');
  const second = await request(app).get('/missing');
  expect(first.headers['x-request-id']).toMatch(UUID);
  expect(second.headers['x-request-id']).toMatch(UUID);
  expect(first.headers['x-request-id']).not.toBe(second.headers['x-request-id']);
});
