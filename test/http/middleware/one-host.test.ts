import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../../src/runtime/server/listen.ts';
import { exchangeRaw } from '../raw-exchange.ts';
import { createSmallSite, errorPage } from '../small-site.ts';

let running: RunningServer;

beforeAll(async () => {
  const handler = createSmallSite().app;
  running = await startServer({ handler, host: '127.0.0.1', port: 0, errorPage, now: () => 0 });
});
afterAll(() => {
  running.server.close();
  running.server.closeAllConnections();
});

const ask = (version: string, hosts: readonly string[]) =>
  exchangeRaw(running.url, `GET /page HTTP/${version}\r\n${hosts.join('')}Connection: close\r\n\r\n`);

test.each([
  ['two', ['Host: site.example\r\n', 'Host: evil.example\r\n']],
  ['two alike', ['Host: site.example\r\n', 'hOST: site.example\r\n']],
  ['no', []],
])('a request with %s Host headers is refused with a page', async (_count, hosts) => {
  const answer = await ask('1.1', hosts);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('<h1>Bad request</h1>');
});

test.each([
  ['1.1', ['Host: site.example\r\n']],
  ['1.1', ['X-Host: a\r\n', 'Host: site.example\r\n']],
  ['1.0', []],
])('HTTP/%s with %j passes', async (version, hosts) => {
  expect(await ask(version, hosts)).toMatch(/^HTTP\/1\.1 200 /);
});
