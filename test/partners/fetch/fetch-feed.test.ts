import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FetchDeps } from '../../../src/fetch/fetch-bytes.ts';
import { type FetchOutcome, fetchFeed } from '../../../src/partners/fetch/fetch-feed.ts';
import type { FetchLimits } from '../../../src/fetch/fetch-limits.ts';
import { type MisbehavingFeeds, SOUND_FEED, startMisbehavingFeeds } from '../misbehaving-feeds.ts';

const NOW = Date.parse('2025-02-03T12:00:00Z');
const MINUTE = 60_000;

let feeds: MisbehavingFeeds;
beforeAll(async () => {
  feeds = await startMisbehavingFeeds();
});
afterAll(() => feeds.close());

const deps = (more: Partial<FetchDeps> = {}): FetchDeps => ({
  allowPrivate: true,
  userAgent: 'Dateline/1 (+https://site.example/)',
  now: () => NOW,
  ...more,
});
const at = (url: string, more: Partial<FetchDeps> = {}): Promise<FetchOutcome> =>
  fetchFeed({ url, etag: null, lastModified: null }, deps(more));
const get = (name: string, limits: Partial<FetchLimits> = {}): Promise<FetchOutcome> =>
  at(feeds.url(name), { limits });
const failed = (code: string) => expect.objectContaining({ kind: 'failed', code });
const fetched = (text: unknown = SOUND_FEED) => expect.objectContaining({ kind: 'fetched', text });

describe('a sound feed', () => {
  test('comes with its validators and how long it is fresh', async () => {
    expect(await get('sound')).toEqual({
      kind: 'fetched',
      movedTo: null,
      text: SOUND_FEED,
      contentType: 'application/rss+xml; charset=utf-8',
      finalUrl: feeds.url('sound'),
      etag: '"first"',
      lastModified: 'Mon, 03 Feb 2025 08:00:00 GMT',
      caching: { freshUntil: NOW + 4 * MINUTE, retryAt: null },
    });
    expect(feeds.asked('sound').at(-1)).toMatchObject({
      'user-agent': 'Dateline/1 (+https://site.example/)',
      accept: expect.stringContaining('application/rss+xml'),
      'accept-encoding': 'gzip, deflate, br',
      connection: 'close',
    });
  });

  test.each([
    { etag: '"first"', lastModified: null },
    { etag: null, lastModified: 'Mon, 03 Feb 2025 08:00:00 GMT' },
  ])('is not sent again where it is known', async (known) => {
    const outcome = await fetchFeed({ url: feeds.url('sound'), ...known }, deps());
    expect(outcome).toEqual({
      kind: 'unchanged',
      movedTo: null,
      etag: '"first"',
      lastModified: 'Mon, 03 Feb 2025 08:00:00 GMT',
      caching: { freshUntil: NOW + 4 * MINUTE, retryAt: null },
    });
  });

  test('validators that cannot be sent are left out', async () => {
    const known = { etag: 'a\r\nx: y', lastModified: '' };
    expect(await fetchFeed({ url: feeds.url('sound'), ...known }, deps())).toEqual(fetched());
    expect(feeds.asked('sound').at(-1)).not.toHaveProperty('if-none-match');
    expect(feeds.asked('sound').at(-1)).not.toHaveProperty('if-modified-since');
  });

  test.each(['gzip', 'brotli', 'deflate', 'deflate-raw'])('is unpacked: %s', async (name) => {
    expect(await get(name)).toEqual(fetched());
  });

  test.each([
    ['charset-header', 'Порт'],
    ['charset-declared', 'Порт'],
    ['charset-contradicted', 'Порт'],
    ['charset-utf-16', 'Порт'],
    ['charset-unknown', 'Ferry'],
    ['bad-bytes', '\ufffd'],
  ])('is decoded: %s', async (name, text) => {
    expect(await get(name)).toEqual(fetched(expect.stringContaining(text)));
  });
});

describe('limits', () => {
  test.each<[name: string, limits: Partial<FetchLimits>, code: string]>([
    ['slow-head', { headMs: 60 }, 'head-timeout'],
    ['drip-head', { headMs: 150 }, 'head-timeout'],
    ['drip', { wholeMs: 150 }, 'whole-timeout'],
    ['slow-head', { wholeMs: 60 }, 'whole-timeout'],
    ['endless', {}, 'body-too-large'],
    ['gzip-bomb', {}, 'body-too-large'],
    ['announced', {}, 'body-too-large'],
    ['large-head', {}, 'head-too-large'],
  ])('%s is given up: %o', async (name, limits, code) => {
    expect(await get(name, limits)).toEqual(failed(code));
    await expect.poll(() => feeds.open()).toBe(0);
  });

  test('a server that takes no connection in time is given up', async () => {
    const never = () => new Promise<never>(() => undefined);
    expect(await at('http://slow.example/', { resolve: never, limits: { connectMs: 40 } })).toEqual(
      failed('connect-timeout'),
    );
  });

  test('TLS counts to the connection', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    const sockets: Socket[] = [];
    silent.on('connection', (socket) => sockets.push(socket));
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    expect(await at(`https://127.0.0.1:${port}/`, { limits: { connectMs: 80 } })).toEqual(
      failed('connect-timeout'),
    );
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  test('a signal ends the fetch', async () => {
    const ending = new AbortController();
    const fetching = at(feeds.url('slow-head'), { signal: ending.signal });
    await expect.poll(() => feeds.open()).toBe(1);
    ending.abort();
    expect(await fetching).toEqual(failed('ended'));
    expect(await at(feeds.url('sound'), { signal: ending.signal })).toEqual(failed('ended'));
  });
});

describe('broken answers', () => {
  test.each([
    ['gzip-broken', 'body-broken'],
    ['deflate-empty', 'body-broken'],
    ['gzip-false', 'body-broken'],
    ['unknown-encoding', 'encoding-unknown'],
    ['length-too-long', 'connection-lost'],
    ['reset', 'connection-lost'],
    ['reset-body', 'connection-lost'],
    ['not-http', 'not-http'],
    ['no-content', 'status'],
    ['nowhere', 'status'],
    ['unasked-304', 'status'],
  ])('%s: %s', async (name, code) => {
    const outcome = await get(name);
    expect(outcome).toEqual(failed(code));
    if (outcome.kind === 'failed') expect([outcome.message, outcome.hint]).not.toContain('');
  });

  test('a body longer than it says ends where it says', async () => {
    expect(await get('length-too-short')).toEqual(fetched(SOUND_FEED.slice(0, 40)));
  });

  test('an empty body is for the reader to refuse', async () => {
    expect(await get('empty')).toEqual(fetched(''));
  });
});

describe('statuses', () => {
  test.each([
    ['missing', 404, 'missing', null],
    ['forbidden', 403, 'forbidden', null],
    ['busy', 429, 'asked-too-often', NOW + 2 * MINUTE],
    ['busy-for-years', 429, 'asked-too-often', NOW + 24 * 60 * MINUTE],
    ['server-error', 500, 'server-error', null],
    ['down-until', 503, 'server-error', NOW + 10 * MINUTE],
    ['to-gone', 410, 'missing', null],
  ])('%s', async (name, status, code, retryAt) => {
    expect(await get(name)).toEqual(expect.objectContaining({ kind: 'failed', status, code, retryAt }));
  });

  test('410 is the end', async () => {
    expect(await get('gone')).toEqual({ kind: 'gone' });
  });
});

describe('redirects', () => {
  test.each([
    ['to-sound', false],
    ['to-303', false],
    ['to-307', false],
    ['to-sound-mixed', false],
    ['to-sound-for-good', true],
    ['to-sound-308', true],
    ['hop-2', false],
  ])('%s is followed', async (name, isForGood) => {
    const movedTo = isForGood ? feeds.url('sound') : null;
    const finalUrl = feeds.url(name === 'hop-2' ? 'hop-7' : 'sound');
    expect(await get(name)).toEqual(expect.objectContaining({ kind: 'fetched', movedTo, finalUrl }));
  });

  test.each([
    ['loop', 'redirect-loop'],
    ['hop-1', 'redirect-many'],
    ['to-file', 'address-form'],
    ['to-credentials', 'address-credentials'],
  ])('%s: %s', async (name, code) => {
    expect(await get(name)).toEqual(failed(code));
  });
});

describe('addresses', () => {
  test.each([
    'ftp://feeds.example/',
    'file:///etc/passwd',
    'data:text/xml,<rss/>',
    '/feed.xml',
    'http://',
    '',
  ])('%s is no address of a feed', async (url) => {
    expect(await at(url)).toEqual(failed('address-form'));
  });

  test('no credentials', async () => {
    expect(await at('https://user:secret@feeds.example/')).toEqual(failed('address-credentials'));
  });

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://%31%32%37.0.0.1/',
    'http://①②⑦.0.0.1/',
    'http://0/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://192.0.2.1/',
  ])('%s is not public', async (url) => {
    expect(await at(url, { allowPrivate: false })).toEqual(failed('address-private'));
  });

  test.each(['localhost', '127.0.0.1', 'internal.example'])(
    'a name or number of the own network: %s',
    async (host) => {
      const url = feeds.url('sound').replace('127.0.0.1', host);
      const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
      expect(await at(url, { allowPrivate: false, resolve })).toEqual(failed('address-private'));
      expect(await at(url, { allowPrivate: true, resolve })).toEqual(fetched());
    },
  );

  test('one private address among public ones is enough', async () => {
    const resolve = async () => [
      { address: '1.1.1.1', family: 4 },
      { address: 'fd00::1', family: 6 },
    ];
    expect(await at('http://mixed.example/', { allowPrivate: false, resolve })).toEqual(
      failed('address-private'),
    );
  });

  test.each([
    ['ENOTFOUND', 'name-unknown'],
    ['EAI_AGAIN', 'name-unanswered'],
  ])('a name that is not found: %s', async (errno, code) => {
    const resolve = async () => Promise.reject(Object.assign(new Error('dns'), { code: errno }));
    expect(await at('http://unknown.example/', { resolve })).toEqual(failed(code));
  });

  test('nobody listens', async () => {
    expect(await at('http://127.0.0.1:1/')).toEqual(failed('connection-refused'));
  });
});
