import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toOriginForm } from '../../../src/http/request/origin-form.ts';
import { fixtureSite, openTestSite, type TestSite } from '../../support/open-test-site.ts';
import { exchangeRaw } from '../raw-exchange.ts';

let site: TestSite;
const server = createServer((request, response) => site.app(request, response));

beforeAll(async () => {
  site = await openTestSite(fixtureSite('newsroom'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await site.close();
});

test.each([
  ['/a?b', '/a?b'],
  ['//evil.example/a', '//evil.example/a'],
  ['http://evil.example/a?b', '/a?b'],
  ['HTTPS://evil.example?b', '/?b'],
  ['http://[::1', '/'],
  ['ftp://evil.example/a', '/ftp%3A%2F%2Fevil.example%2Fa'],
])('%s is read as %s', (target, path) => {
  expect(toOriginForm(target)).toBe(path);
});

test.each([
  ['http://evil.example/about', 200],
  ['http://evil.example/ABOUT', 301],
  ['http://evil.example', 200],
  ['http://[::1', 200],
  ['http://a:b:c/about', 200],
  ['ftp://[::1', 404],
])('GET %s is answered by the site itself: %i', async (target, status) => {
  const { port } = server.address() as AddressInfo;
  const answer = await exchangeRaw(
    `http://127.0.0.1:${port}`,
    `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
  );
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).toMatch(/^Content-Security-Policy: /im);
  expect(answer).not.toMatch(/^Location: .*evil/im);
});
