import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATIENCE } from '../ingest/open-newsroom.ts';
import { exchange } from './exchange.ts';
import { CLIP, type Machine, openMachine, REPORT, STORY } from './open-machine.ts';
import { NGINX, VARNISH } from './programs.ts';
import { runNginx } from './run-nginx.ts';
import type { RunningProxy } from './run-proxy.ts';
import { runVarnish } from './run-varnish.ts';

const BROWSER = { Accept: 'text/html,*/*;q=0.8', 'Accept-Encoding': 'gzip, deflate, br, zstd' };

describe.each([
  ['Varnish', VARNISH, runVarnish],
  ['nginx', NGINX, runNginx],
] as const)('%s in front of a machine, where it is installed', (name, program, run) => {
  test.skipIf(program !== null)(`${name} is not on this machine, so that its file is not tried`, () => {});

  describe.skipIf(program === null)('keeps what it may', () => {
    let machine: Machine;
    let cache: RunningProxy;
    beforeAll(async () => {
      machine = await openMachine();
      cache = await run(machine.port);
    });
    afterAll(async () => {
      await cache?.close();
      await machine?.close();
    });

    test.each([
      ['gzip, deflate, br, zstd', 'br'],
      ['br;q=0.5', 'br'],
      ['br;q=0, gzip', 'gzip'],
      ['gzip;q=1.0', 'gzip'],
      ['gzip;q=0', undefined],
      ['', undefined],
    ])('what is asked for with "%s" comes as %s, byte for byte', async (accepted, packed) => {
      const headers = { ...BROWSER, 'Accept-Encoding': accepted };
      const direct = await exchange(machine.url + STORY, headers);
      const first = await exchange(cache.url + STORY, headers);
      const again = await exchange(cache.url + STORY, headers);
      for (const answer of [first, again]) {
        expect(answer.headers['content-encoding']).toBe(packed);
        expect(answer.headers.vary).toBe('Accept, Accept-Encoding');
        expect(answer.status).toBe(200);
      }
      // Of a page that is asked for again the machine packs a smaller copy.
      expect(again.bytes).toEqual(first.bytes);
      if (packed === undefined) expect(again.bytes).toEqual(direct.bytes);
    });

    test('a reader who has the page hears 304, without a body', async () => {
      const { headers } = await exchange(cache.url + STORY, BROWSER);
      const tag = { ...BROWSER, 'If-None-Match': String(headers.etag) };
      expect(await exchange(cache.url + STORY, tag)).toMatchObject({ status: 304, bytes: Buffer.alloc(0) });
      const other = { ...BROWSER, 'If-None-Match': '"another"' };
      expect(await exchange(cache.url + STORY, other)).toMatchObject({ status: 200 });
    });

    test.each([CLIP, REPORT])('a part of %s is that part', async (path) => {
      // A file that has just come has no parts for ten seconds.
      const direct = async (): Promise<number> =>
        (await exchange(machine.url + path, { Range: 'bytes=0-99' })).status;
      await expect.poll(direct, { ...PATIENCE, interval: 500 }).toBe(206);
      const whole = await exchange(machine.url + path);
      expect(whole).toMatchObject({ status: 200, headers: { 'content-length': '100000' } });
      for (const [range, from, to] of [
        ['bytes=0-99', 0, 100],
        ['bytes=99000-', 99_000, 100_000],
        ['bytes=-1', 99_999, 100_000],
      ] as const) {
        const part = await exchange(cache.url + path, { Range: range });
        expect(part.status).toBe(206);
        expect(part.bytes).toEqual(whole.bytes.subarray(from, to));
      }
      expect(await exchange(cache.url + path, { Range: 'bytes=200000-' })).toMatchObject({ status: 416 });
    });

    test('one who reads Markdown gets that, and the next one gets the page', async () => {
      const markdown = await exchange(cache.url + STORY, { Accept: 'text/markdown' });
      expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8');
      const page = await exchange(cache.url + STORY, BROWSER);
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    });

    test('nothing tells readers what is behind it', async () => {
      for (const path of [STORY, '/', '/feed.xml', '/nothing', '/search?q=a', REPORT]) {
        const { headers } = await exchange(cache.url + path, BROWSER);
        const told = ['surrogate-key', 'cache-tag', 'xkey', 'x-varnish', 'via', 'x-powered-by'];
        expect(told.filter((one) => one in headers)).toEqual([]);
      }
    });

    test('what is posted goes through, and other methods are answered by the site', async () => {
      for (const [method, path] of [
        ['POST', '/-/git'],
        ['POST', STORY],
        ['DELETE', STORY],
        ['OPTIONS', STORY],
      ] as const) {
        const asked = { method, body: method === 'POST' ? 'x'.repeat(100_000) : '' };
        const direct = await exchange(machine.url + path, {}, asked);
        const through = await exchange(cache.url + path, {}, asked);
        expect([method, path, through.status]).toEqual([method, path, direct.status]);
      }
    });

    test('the second page of a list is its own, and so is an old number; a newsletter’s tracking is not', async () => {
      const [first, tracked, second] = await Promise.all(
        ['/feed.xml', '/feed.xml?utm_source=a&utm_medium=b', '/?page=2'].map((path) =>
          exchange(cache.url + path, BROWSER),
        ),
      );
      expect(tracked?.bytes).toEqual(first?.bytes);
      expect(second?.status).toBe((await exchange(`${machine.url}/?page=2`)).status);
      expect((await exchange(`${cache.url}/?p=7`)).status).toBe(
        (await exchange(`${machine.url}/?p=7`)).status,
      );
    });

    test('while the machine is away its pages are there, whatever the query, and searches are not', async () => {
      const kept = [STORY, '/', '/feed.xml'];
      const before = await Promise.all(kept.map((path) => exchange(cache.url + path, BROWSER)));
      expect((await exchange(`${cache.url}/search?q=headline`, BROWSER)).status).toBe(200);
      await machine.kill();
      for (const [at, path] of kept.entries()) {
        for (const query of ['', '?utm_source=newsletter']) {
          const answer = await exchange(cache.url + path + query, BROWSER);
          expect([path, answer.status]).toEqual([path, 200]);
          expect(answer.bytes).toEqual(before[at]?.bytes);
        }
      }
      for (const path of ['/search?q=headline', '/never-asked-for']) {
        const { status, headers, bytes } = await exchange(cache.url + path, BROWSER);
        expect(status).toBeGreaterThanOrEqual(502);
        expect(headers['cache-control'] ?? 'no-store').toBe('no-store');
        expect(bytes.toString()).not.toContain('Guru');
      }
    });
  });
});
