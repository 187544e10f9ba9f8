import request from 'supertest';
import { expect, test } from 'vitest';
import { createSmallSite } from '../small-site.ts';

const { app } = createSmallSite();
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test.each(['abcdefgh', 'Root-1.5e8f_x', 'a'.repeat(128)])('an id from the proxy is kept: %s', async (id) => {
  const response = await request(app).get('/page').set('X-Request-Id', id);
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
  const response = await request(app).get('/page').set('X-Request-Id', id);
  expect(response.headers['x-request-id']).toMatch(UUID);
});

test('each request has an id of its own, errors too', async () => {
  const first = await request(app).get('/page');
  const second = await request(app).get('/missing');
  expect(first.headers['x-request-id']).toMatch(UUID);
  expect(second.headers['x-request-id']).toMatch(UUID);
  expect(first.headers['x-request-id']).not.toBe(second.headers['x-request-id']);
});
