import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../../src/runtime/server/listen.ts';
import { expectSiteHeaders } from '../assert-headers.ts';
import { exchangeRaw } from '../raw-exchange.ts';
import { createSmallSite, errorPage } from '../small-site.ts';

const { app } = createSmallSite();
let running: RunningServer;

beforeAll(async () => {
  running = await startServer({ handler: app, host: '127.0.0.1', port: 0, errorPage, now: () => 0 });
});
afterAll(() => {
  running.server.close();
  running.server.closeAllConnections();
});

test.each(['get', 'head'] as const)(
  '%s: another spelling is redirected for good, query and all',
  async (method) => {
    const response = await request(app)[method]('/PAGE/?Page=2&x=%2f').redirects(0);
    expect(response.status).toBe(301);
    expect(response.headers['location']).toBe('/page?Page=2&x=%2f');
    expect(response.headers['content-length']).toBe('0');
    expectSiteHeaders(response);
  },
);

test('following the redirect ends at the page', async () => {
  const response = await request(app).get('//PAGE//').redirects(1);
  expect(response.status).toBe(200);
});

test.each([
  ['/%zz', 400],
  ['/a%00b', 404],
  ['/%2F%2Fevil.example', 404],
  [`/${'a'.repeat(9_000)}`, 414],
])('%s answers %i with a page', async (path, status) => {
  const response = await request(app).get(path).redirects(0);
  expect(response.status).toBe(status);
  expectSiteHeaders(response);
  expect(response.text).toContain('<!DOCTYPE html>');
});

const ask = (target: string) =>
  exchangeRaw(running.url, `GET ${target} HTTP/1.1\r\nHost: site.example\r\nConnection: close\r\n\r\n`);

test.each([
  '//evil.example',
  '//evil.example/..',
  '/\\evil.example',
  '//evil.example/%2e%2e',
  '/\t/evil.example',
])('%j on the wire leads to no other host', async (target) => {
  const answer = await ask(target);
  expect(answer).toMatch(/^HTTP\/1\.1 (?:301|40[04]) /);
  const location = /^location: (.*)\r$/im.exec(answer)?.[1] ?? '/';
  expect(new URL(location, 'https://site.example').host).toBe('site.example');
});

test('raw UTF-8 in a path is refused by the parser, before it can reach a header', async () => {
  expect(await ask('/caf\xc3\x89')).toMatch(/^HTTP\/1\.1 400 /);
});
