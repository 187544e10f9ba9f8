import { expect, test } from 'vitest';
import type { BytesOutcome, FetchDeps } from '../../../src/fetch/fetch-bytes.ts';
import { createProviderAsker } from '../../../src/ingest/embeds/ask-provider.ts';

/** A name server that leads every name into the machine’s own network. */
const ask = (address: string) =>
  createProviderAsker({
    userAgent: 'test',
    now: () => 0,
    resolve: () => Promise.resolve([{ address, family: address.includes(':') ? 6 : 4 }]),
  });

test.each(['127.0.0.1', '169.254.169.254', '10.0.0.1', '::1'])('nobody is asked at %s', async (address) => {
  const answer = await ask(address)({ kind: 'post', oembedUrl: 'https://mastodon.example/api/oembed?url=x' });
  expect(answer).toEqual({ kind: 'failed', retryAt: null });
});

/** What is made of what a fetch came to, and with which limits it was made. */
async function answerTo(outcome: Partial<BytesOutcome> & { kind: BytesOutcome['kind'] }) {
  let given: FetchDeps | null = null;
  const asker = createProviderAsker({ userAgent: 'test', now: () => 0 }, (_, deps) => {
    given = deps;
    return Promise.resolve(outcome as BytesOutcome);
  });
  const answer = await asker({ kind: 'video', oembedUrl: 'https://www.youtube.com/oembed?url=x' });
  return { answer, given: given as FetchDeps | null };
}
const fetched = (text: string) => answerTo({ kind: 'fetched', bytes: new TextEncoder().encode(text) });
const failed = (status: number | null, retryAt: number | null = null) =>
  answerTo({ kind: 'failed', status, retryAt });

test('an answer may be small alone, and from a public address', async () => {
  const { given } = await fetched('{}');
  expect(given?.allowPrivate).toBe(false);
  expect(given?.limits?.unpackedBytes).toBeLessThanOrEqual(500_000);
});

test('what is private or gone there is nothing; a provider that is down, or has enough, is asked later', async () => {
  for (const status of [400, 401, 403, 404, 410])
    expect((await failed(status)).answer).toEqual({ kind: 'nothing' });
  for (const status of [429, 500, 503, null])
    expect((await failed(status, 5)).answer).toEqual({ kind: 'failed', retryAt: 5 });
  expect((await answerTo({ kind: 'gone' })).answer).toEqual({ kind: 'nothing' });
});

test.each(['<html>404</html>', '{"error":"not found"}', '[1]', ''])('%j tells nothing', async (text) => {
  expect((await fetched(text)).answer).toEqual({ kind: 'nothing' });
});

test('what is told is told', async () => {
  expect((await fetched('{"title":"T"}')).answer).toMatchObject({ kind: 'told', facts: { title: 'T' } });
});
