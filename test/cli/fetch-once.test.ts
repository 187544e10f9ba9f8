import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchOnce } from '../../src/cli/feeds/fetch-once.ts';
import { type FeedServer, rss, startFeedServer } from '../runtime/feed-server.ts';

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
});
afterAll(() => server.close());

test('a feed that comes up again before the slowest one has answered counts once', async () => {
  const slow = Promise.withResolvers<void>();
  let asked = 0;
  server.on('quick', (request, response) => {
    asked += 1;
    if (asked === 2) slow.resolve();
    rss('One')(request, response);
  });
  server.on('slow', async (request, response) => {
    await slow.promise;
    rss('Two')(request, response);
  });
  let now = 1_800_000_000_000;
  const feeds = [server.url('slow'), server.url('quick').replace('127.0.0.1', 'localhost')];
  const states = await fetchOnce(feeds, {
    allowPrivate: true,
    origin: 'https://courier.test',
    now() {
      now += 60 * 60_000;
      return now;
    },
  });
  expect(states.map(({ feed }) => feed).sort()).toEqual(feeds.sort());
  expect(states.map(({ state }) => state)).toEqual(['ok', 'ok']);
});
