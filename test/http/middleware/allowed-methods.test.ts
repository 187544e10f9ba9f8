import request from 'supertest';
import { expect, test } from 'vitest';
import { expectSiteHeaders } from '../assert-headers.ts';
import { createSmallSite } from '../small-site.ts';

const { app } = createSmallSite();
const ALLOW = 'GET, HEAD, OPTIONS';

test.each(['post', 'put', 'patch', 'delete', 'trace'] as const)(
  '%s answers 405 with Allow',
  async (method) => {
    const response = await request(app)[method]('/page');
    expect(response.status).toBe(405);
    expect(response.headers['allow']).toBe(ALLOW);
    expect(response.text).toContain('Not possible here');
    expectSiteHeaders(response);
  },
);

test('OPTIONS answers 204 with Allow', async () => {
  const response = await request(app).options('/page');
  expect(response.status).toBe(204);
  expect(response.headers['allow']).toBe(ALLOW);
  expectSiteHeaders(response);
});

test('a connection with a body that nobody reads is closed', async () => {
  const response = await request(app).post('/page').send({ a: 1 });
  expect(response.status).toBe(405);
  expect(response.headers['connection']).toBe('close');
});
