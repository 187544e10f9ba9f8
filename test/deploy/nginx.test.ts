import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATIENCE } from '../ingest/open-newsroom.ts';
import { exchange } from './exchange.ts';
import { NGINX } from './programs.ts';
import { runNginx } from './run-nginx.ts';
import type { RunningProxy } from './run-proxy.ts';

const TEN_MINUTES = 'public, max-age=0, s-maxage=600, stale-while-revalidate=30, stale-if-error=600';

describe.skipIf(NGINX === null)('nginx, which nobody purges', () => {
  const asked: IncomingHttpHeaders[] = [];
  let text = 'former';
  let caching = TEN_MINUTES;
  const server = createServer((request, response) => {
    asked.push(request.headers);
    const tag = `"${text}"`;
    const headers = { 'Cache-Control': caching, ETag: tag, 'Surrogate-Key': 'a' };
    if (request.headers['if-none-match'] === tag) response.writeHead(304, headers).end();
    else response.writeHead(200, headers).end(text);
  });
  let cache: RunningProxy;
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    cache = await runNginx((server.address() as AddressInfo).port);
  });
  afterAll(async () => {
    await cache?.close();
    server.closeAllConnections();
    server.close();
  });
  const read = async (path: string): Promise<string> => (await exchange(cache.url + path)).bytes.toString();

  test('asks by tag once a second is over, whatever longer time the site allows, and shows what is new', async () => {
    const before = await read('/page');
    expect(before).toBe('former');
    const conditional = () => asked.filter((headers) => headers['if-none-match'] === '"former"').length;
    await expect
      .poll(async () => [await read('/page'), conditional() > 0], PATIENCE)
      .toEqual(['former', true]);
    text = 'present';
    await expect.poll(() => read('/page'), PATIENCE).toBe('present');
  });

  test('answers without the machine within that second', async () => {
    const counted = async (): Promise<number> => {
      const begun = asked.length;
      for (let turn = 0; turn < 20; turn += 1) await read('/often');
      return asked.length - begun;
    };
    await expect.poll(counted, PATIENCE).toBeLessThan(10);
  });

  test('keeps nothing of what says that no cache may', async () => {
    for (const policy of ['no-store', 'private, no-cache', 'public, max-age=0, must-revalidate']) {
      caching = policy;
      const begun = asked.length;
      for (let turn = 0; turn < 3; turn += 1) await read('/kept-by-nobody');
      expect([policy, asked.length - begun]).toEqual([policy, 3]);
    }
  });

  test('tells the machine who asks', async () => {
    await exchange(`${cache.url}/who`, { 'X-Forwarded-For': '203.0.113.7' });
    expect(asked.at(-1)?.['x-forwarded-for']).toBe('203.0.113.7, 127.0.0.1');
    expect(asked.at(-1)?.host).toBe('127.0.0.1');
  });
});
