import { expect, test } from 'vitest';
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
