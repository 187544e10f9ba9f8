import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { FetchDeps } from '../../../src/fetch/fetch-bytes.ts';
import { type FetchOutcome, fetchFeed } from '../../../src/partners/fetch/fetch-feed.ts';
import { checkRedirect, isKnownServer } from '../../../src/fetch/follow-redirects.ts';
import { type MisbehavingFeeds, startMisbehavingFeeds } from '../misbehaving-feeds.ts';

// A test cannot ask public servers: here 127.0.0.1 passes for one, and 127.0.0.2 for the own network.
vi.mock('../../../src/fetch/public-address.ts', async (original) => {
  const { isPublicAddress } = await original<typeof import('../../../src/fetch/public-address.ts')>();
  return {
    isPublicAddress: (address: string) => address === '127.0.0.1' || isPublicAddress(address),
  };
});

let feeds: MisbehavingFeeds;
beforeAll(async () => {
  feeds = await startMisbehavingFeeds();
});
afterAll(() => feeds.close());

const get = (name: string, host: string, addresses: readonly string[]): Promise<FetchOutcome> => {
  const answers = [...addresses];
  const deps: FetchDeps = {
    allowPrivate: false,
    userAgent: 'Dateline/1',
    now: () => 0,
    resolve: async () => [{ address: answers.shift() ?? '127.0.0.2', family: 4 }],
  };
  const url = feeds.url(name).replace('127.0.0.1', host);
  return fetchFeed({ url, etag: null, lastModified: null }, deps);
};
const failed = (code: string) => expect.objectContaining({ kind: 'failed', code });

test('what was judged is what is connected to', async () => {
  const outcome = await get('sound', 'rebinding.example', ['127.0.0.1', '127.0.0.2']);
  expect(outcome).toEqual(expect.objectContaining({ kind: 'fetched' }));
});

test('a name is judged anew at every hop', async () => {
  const asked = feeds.asked('sound').length;
  expect(await get('to-sound', 'rebinding.example', ['127.0.0.1', '127.0.0.2'])).toEqual(
    failed('address-private'),
  );
  expect(feeds.asked('sound').length).toBe(asked);
});

test.each(['to-metadata', 'to-own-network', 'to-disguise'])('%s ends there', async (name) => {
  expect(await get(name, '127.0.0.1', [])).toEqual(failed('address-private'));
  expect(await get(name, 'public.example', ['127.0.0.1'])).toEqual(failed('address-private'));
});

test.each([
  ['http://a.example/', 'https://www.a.example/feed', true],
  ['http://a.example/', 'http://a.example/feed', true],
  ['https://a.example/', 'https://b.example/feed', true],
  ['http://a.example/', 'https://b.example/feed', false],
  ['http://www.a.example/', 'http://a.example.b.example/', false],
])('a move from %s to %s is kept: %s', (from, to, isKept) => {
  expect(isKnownServer(new URL(from), new URL(to))).toBe(isKept);
});

test('what moved for good to another host over plain http is asked for at its own address again', async () => {
  const moved = `http://localhost:${new URL(feeds.url('sound')).port}/sound`;
  const outcome = await get('to-other-host', 'public.example', ['127.0.0.1', '127.0.0.1']);
  expect(outcome).toEqual(expect.objectContaining({ kind: 'fetched', movedTo: null, finalUrl: moved }));
});

test('https is not left', () => {
  const [secure, plain] = [new URL('https://a.example/'), new URL('http://a.example/')];
  expect(() => checkRedirect(secure, plain, new Set([secure.href]), 5)).toThrow('from https to http');
  expect(() => checkRedirect(plain, secure, new Set([plain.href]), 5)).not.toThrow();
});
