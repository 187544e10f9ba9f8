import { expect, test, vi } from 'vitest';
import type { FetchedNews } from '../../../src/domain/partner-news.ts';
import type { FeedState } from '../../../src/partners/poll/feed-state.ts';
import type { FeedRequest } from '../../../src/partners/fetch/fetch-feed.ts';
import { pollFeeds } from '../../../src/partners/poll/poll-feeds.ts';
import type { PollResult } from '../../../src/partners/poll/poll-feed.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { fakeTime } from '../../notify/fake-time.ts';
import { failed, fetched, HOUR, item, MINUTE, state, unchanged } from '../feeds.ts';

const START = 1_800_000_000_000;
const A = 'https://a.test/feed';
const B = 'https://b.test/feed';

const feeds = (...urls: readonly string[]) => urls.map((feed) => ({ outlet: new URL(feed).host, feed }));

/** A follower whose polls end when a test answers them, or at once where `answer` is given. */
function open(kept: readonly FeedState[] = [], answer?: (request: FeedRequest) => PollResult) {
  const time = fakeTime(START);
  let clockIsOff = 0;
  const asked: FeedRequest[] = [];
  const waiting = new Map<string, (result: PollResult) => void>();
  const saved: (readonly FeedState[])[] = [];
  const news: FetchedNews[][] = [];
  const logged: Record<string, unknown>[] = [];
  const follower = pollFeeds({
    kept,
    poll(request) {
      asked.push(request);
      if (answer !== undefined) return Promise.resolve(answer(request));
      return new Promise((resolve) => waiting.set(request.url, resolve));
    },
    save: (states) => void saved.push(states),
    onNews: (latest) => void news.push(latest),
    onPolled: vi.fn(),
    onStates: vi.fn(),
    now: () => time.now() + clockIsOff,
    random: () => 0,
    timers: time.timers,
    log: createLogger({
      level: 'info',
      destination: { write: (line) => void logged.push(JSON.parse(line)) },
    }),
  });
  return {
    time,
    setClock(ms: number): void {
      clockIsOff += ms;
    },
    follower,
    asked,
    urls: () => asked.map(({ url }) => url),
    logged,
    states: () => saved.at(-1) ?? [],
    titles: () => (news.at(-1) ?? []).map(({ items }) => items.map(({ title }) => title)),
    news: () => news.at(-1) ?? [],
    async answer(url: string, result: PollResult) {
      waiting.get(url)?.(result);
      await time.settle();
    },
  };
}

test('a new feed is fetched at once, then when it is due', async () => {
  const { follower, time, urls, titles } = open([], () => fetched(['One']));
  follower.follow(feeds(A), false);
  await time.settle();
  expect(urls()).toEqual([A]);
  expect(titles()).toEqual([['One']]);
  await time.pass(15 * MINUTE - 1);
  expect(urls()).toHaveLength(1);
  await time.pass(1);
  expect(urls()).toHaveLength(2);
});

test('the validators and the new address are used for the next fetch', async () => {
  const moved = { etag: '"1"', lastModified: 'Mon', movedTo: 'https://c.test/' };
  const { follower, time, asked } = open([], ({ etag }) =>
    etag === null ? fetched(['One'], moved) : unchanged({ etag }),
  );
  follower.follow(feeds(A), false);
  await time.pass(15 * MINUTE);
  expect(asked).toEqual([
    { url: A, etag: null, lastModified: null },
    { url: 'https://c.test/', etag: '"1"', lastModified: 'Mon' },
  ]);
});

test('what was kept is shown at once, and not fetched before it is due', async () => {
  const kept = state({ state: 'ok', items: [item('Kept')], goodAt: START - MINUTE, nextAt: START + MINUTE });
  const { follower, time, urls, titles } = open([kept], () => fetched(['New']));
  follower.follow(feeds(A), false);
  await time.settle();
  expect(titles()).toEqual([['Kept']]);
  expect(urls()).toEqual([]);
  await time.pass(MINUTE);
  expect(titles()).toEqual([['New']]);
});

test('a clock that was set back does not put a feed off for more than a day', async () => {
  const { follower, states } = open([state({ nextAt: START + 1_000 * HOUR })]);
  follower.follow(feeds(A), false);
  expect(states()[0]?.nextAt).toBe(START + 24 * HOUR);
});

test('a clock that is set back while feeds are followed puts none off', async () => {
  const { follower, time, setClock, urls } = open([], () => fetched(['One']));
  follower.follow(feeds(A), false);
  await time.settle();
  setClock(-365 * 24 * HOUR);
  await time.pass(MINUTE);
  expect(urls()).toHaveLength(2);
  await time.pass(14 * MINUTE);
  expect(urls()).toHaveLength(2);
  await time.pass(MINUTE);
  expect(urls()).toHaveLength(3);
});

test('four at once, one of each host', async () => {
  const hosts = ['a', 'b', 'c', 'd', 'e'].map((name) => `https://${name}.test/feed`);
  const { follower, urls, answer } = open();
  follower.follow(feeds(...hosts.slice(0, 2), 'https://a.test/other', ...hosts.slice(2)), false);
  expect(urls()).toEqual(hosts.slice(0, 4));
  await answer(B, fetched([]));
  expect(urls()).toEqual(hosts);
  await answer(A, fetched([]));
  expect(urls()).toEqual([...hosts, 'https://a.test/other']);
});

test('partners.yaml: a new feed is fetched, a removed one is forgotten, others go on undisturbed', async () => {
  const { follower, time, urls, states, titles } = open([], ({ url }) => fetched([url]));
  follower.follow(feeds(A), false);
  await time.settle();
  follower.follow(feeds(B, A), true);
  await time.settle();
  expect(urls()).toEqual([A, B]);
  expect(titles()).toEqual([[B], [A]]);
  follower.follow(feeds(B), true);
  expect(states().map(({ feed }) => feed)).toEqual([B]);
  expect(titles()).toEqual([[B]]);
});

test('a feed that is removed while it is fetched is forgotten all the same', async () => {
  const { follower, states, answer } = open();
  follower.follow(feeds(A), false);
  follower.follow([], true);
  await answer(A, fetched(['One']));
  expect(states()).toEqual([]);
});

test('failures keep the last good items, are told one line each, and end in a rest', async () => {
  let result: PollResult = fetched(['One']);
  const { follower, time, urls, titles, logged, states } = open([], () => result);
  follower.follow(feeds(A), false);
  await time.settle();
  result = failed();
  await time.pass(15 * MINUTE + (5 + 10 + 20 + 40) * MINUTE);
  expect(urls()).toHaveLength(6);
  expect(logged).toHaveLength(5);
  expect(logged[0]).toMatchObject({
    level: 'warn',
    outlet: 'a.test',
    feed: A,
    code: 'server-error',
    hint: 'Wait.',
    status: 500,
  });
  expect(states()[0]).toMatchObject({ state: 'resting', failures: 5 });
  await time.pass(6 * HOUR - 1);
  expect(urls()).toHaveLength(6);
  expect(titles()).toEqual([['One']]);
  result = fetched(['Two']);
  await time.pass(1);
  expect(titles()).toEqual([['Two']]);
  expect(logged.at(-1)).toMatchObject({ level: 'info', feed: A });
});

test('a feed that is gone is tried again when partners.yaml changes, or after a day', async () => {
  const { follower, time, urls } = open([], () => ({ kind: 'gone' }));
  follower.follow(feeds(A), false);
  await time.pass(23 * HOUR);
  expect(urls()).toHaveLength(1);
  follower.follow(feeds(A), true);
  await time.settle();
  expect(urls()).toHaveLength(2);
  await time.pass(24 * HOUR);
  expect(urls()).toHaveLength(3);
});

test('readers are told as of when news is once it is older than a day', async () => {
  let result: PollResult = fetched(['One']);
  const { follower, time, news } = open([], () => result);
  follower.follow(feeds(A), false);
  await time.settle();
  result = failed();
  await time.pass(24 * HOUR);
  expect(news()[0]?.asOfMs).toBeNull();
  await time.pass(1);
  expect(news()[0]?.asOfMs).toBe(START);
});

test('a poll that cannot be made is a failure', async () => {
  const { follower, time, states } = open([], () => {
    throw new Error('no thread');
  });
  follower.follow(feeds(A), false);
  await time.settle();
  expect(states()[0]).toMatchObject({ state: 'failing', trouble: { code: 'feed-thread-failed' } });
});

test('after closing nothing is fetched, kept or shown', async () => {
  const { follower, time, urls, states, answer } = open();
  follower.follow(feeds(A), false);
  follower.close();
  await answer(A, fetched(['One']));
  await time.pass(HOUR);
  expect(urls()).toHaveLength(1);
  expect(states()[0]?.state).toBe('waiting');
});
