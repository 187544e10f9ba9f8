import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATIENCE, story } from '../ingest/open-newsroom.ts';
import { exchange } from './exchange.ts';
import { type Machine, openMachine, STORY } from './open-machine.ts';
import { VARNISH } from './programs.ts';
import type { RunningProxy } from './run-proxy.ts';
import { runVarnish } from './run-varnish.ts';

const headlineAt = async (url: string): Promise<string> =>
  /<h1[^>]*>\s*([^<]*?)\s*<\/h1>/.exec((await exchange(url)).bytes.toString())?.[1] ?? 'none';

describe.skipIf(VARNISH === null)('Varnish, purged by surrogate key', () => {
  let machine: Machine;
  let cache: RunningProxy;
  beforeAll(async () => {
    machine = await openMachine();
    cache = await runVarnish(machine.port);
  });
  afterAll(async () => {
    await cache?.close();
    await machine?.close();
  });

  const purge = (headers: Readonly<Record<string, string>>) =>
    exchange(cache.url, headers, { method: 'PURGE' });

  /** Changes the story, and waits until its machine shows that. */
  async function change(headline: string): Promise<void> {
    machine.room.save('articles/a.md', story(headline, 'section: World'));
    await expect.poll(() => headlineAt(machine.url + STORY), PATIENCE).toBe(headline);
  }

  test('shows what it has until one of its keys is purged, and no longer', async () => {
    expect(await headlineAt(cache.url + STORY)).toBe('First headline');
    await exchange(`${cache.url}/robots.txt`);
    await change('Second headline');
    expect(await headlineAt(cache.url + STORY)).toBe('First headline');
    const { headers } = await exchange(machine.url + STORY);
    const keys = String(headers['surrogate-key']).split(' ');
    const own = keys.find((key) => key.startsWith('article:')) ?? '';
    expect(await purge({ 'xkey-purge': `topic:other ${own}` })).toMatchObject({ status: 200 });
    expect(await headlineAt(cache.url + STORY)).toBe('Second headline');
    expect(Number((await exchange(`${cache.url}/robots.txt`)).headers.age)).toBeGreaterThanOrEqual(0);
  });

  test('drops everything for "*"', async () => {
    await exchange(cache.url + STORY);
    await change('Third headline');
    expect(await headlineAt(cache.url + STORY)).toBe('Second headline');
    expect((await purge({ 'xkey-purge': '*' })).status).toBe(200);
    expect(await headlineAt(cache.url + STORY)).toBe('Third headline');
  });

  test('takes as many keys at once as a purge has, and pages with as many', async () => {
    const many = Array.from({ length: 600 }, (_, at) => `topic:a-topic-of-the-site-${at}`).join(' ');
    expect(many.length).toBeGreaterThan(15_000);
    expect((await purge({ 'xkey-purge': many })).status).toBe(200);
  });

  test('refuses readers who come by way of a proxy on its machine, and a purge of nothing', async () => {
    expect((await purge({ 'xkey-purge': '*', 'X-Forwarded-For': '203.0.113.7' })).status).toBe(403);
    expect((await purge({})).status).toBe(400);
  });

  test('tells caches beyond it to ask each time, since nobody purges them', async () => {
    const { headers } = await exchange(cache.url + STORY);
    expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    const nothing = await exchange(`${cache.url}/nothing`);
    expect(nothing.headers['cache-control']).toBe('no-store');
  });
});

describe.skipIf(VARNISH === null)('Varnish, while a page is made', () => {
  const waiting: ServerResponse[] = [];
  let text = 'former';
  const server = createServer((request, response) => {
    if (request.url === '/readyz') response.end();
    else if (request.url === '/slow') waiting.push(response);
    else answer(response);
  });
  const answer = (response: ServerResponse): void => {
    response.writeHead(200, {
      'Cache-Control': 'public, max-age=0, s-maxage=600, stale-while-revalidate=30, stale-if-error=600',
      'Surrogate-Key': 'a b',
    });
    response.end(text);
  };
  let cache: RunningProxy;
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    cache = await runVarnish((server.address() as AddressInfo).port);
  });
  afterAll(async () => {
    await cache?.close();
    server.closeAllConnections();
    server.close();
  });

  test('does not keep what was asked for before a purge and came after it', async () => {
    const asked = exchange(`${cache.url}/slow`);
    await expect.poll(() => waiting.length, PATIENCE).toBe(1);
    await exchange(cache.url, { 'xkey-purge': 'a' }, { method: 'PURGE' });
    for (const response of waiting.splice(0)) answer(response);
    expect((await asked).bytes.toString()).toBe('former');
    text = 'present';
    const next = exchange(`${cache.url}/slow`);
    await expect.poll(() => waiting.length, PATIENCE).toBe(1);
    for (const response of waiting.splice(0)) answer(response);
    expect((await next).bytes.toString()).toBe('present');
    expect((await exchange(`${cache.url}/slow`)).bytes.toString()).toBe('present');
  });
});
