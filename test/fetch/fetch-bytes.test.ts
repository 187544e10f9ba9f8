import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BytesRequest, type FetchDeps, fetchBytes } from '../../src/fetch/fetch-bytes.ts';
import { type MisbehavingFeeds, SOUND_FEED, startMisbehavingFeeds } from '../partners/misbehaving-feeds.ts';

// What servers do to those who ask is held by fetch-feed.test.ts, which asks by way of fetchBytes.
let server: MisbehavingFeeds;
beforeAll(async () => {
  server = await startMisbehavingFeeds();
});
afterAll(() => server.close());

const DEPS: FetchDeps = { allowPrivate: true, userAgent: 'Dateline/1', now: () => 0 };
const get = (name: string, given: Partial<BytesRequest> = {}, deps: Partial<FetchDeps> = {}) => {
  const request = { url: server.url(name), accept: 'image/png', etag: null, lastModified: null, ...given };
  return fetchBytes(request, { ...DEPS, ...deps });
};

test('bytes come as they were sent, unpacked, to who asked for them', async () => {
  const outcome = await get('gzip');
  expect(outcome).toMatchObject({ kind: 'fetched', finalUrl: server.url('gzip') });
  expect(outcome.kind === 'fetched' && Buffer.from(outcome.bytes).toString()).toBe(SOUND_FEED);
  expect(server.asked('gzip').at(-1)).toMatchObject({ accept: 'image/png' });
});

test('what is still as it was is not sent', async () => {
  expect(await get('sound', { etag: '"first"' })).toMatchObject({ kind: 'unchanged', etag: '"first"' });
});

test('what was not fetched is told in words that hold for anything', async () => {
  const limits = { packedBytes: 100, unpackedBytes: 100 };
  const outcomes = await Promise.all([
    get('missing'),
    get('forbidden'),
    get('reset'),
    get('loop'),
    get('sound', {}, { limits }),
    get('gzip-bomb', {}, { limits }),
    get('sound', {}, { allowPrivate: false }),
    get('to-credentials'),
  ]);
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ kind: 'failed', hint: expect.stringMatching(/\.$/) });
    expect(JSON.stringify(outcome)).not.toMatch(/outlet|partners\.yaml|the feed/);
  }
});
