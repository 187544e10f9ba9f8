import { expect, test } from 'vitest';
import type { FeedState } from '../../../src/partners/poll/feed-state.ts';
import { nextOldAt, pickNews } from '../../../src/partners/poll/pick-news.ts';
import { HOUR, item, state } from '../feeds.ts';

const NOW = 1_800_000_000_000;
const feed = (outlet: string, given: Partial<FeedState>) => {
  const address = `https://${outlet.toLowerCase()}.test/${given.items?.[0]?.title.length ?? 0}`;
  return { outlet, feed: address, state: state({ feed: address, ...given }) };
};
const titles = (feeds: readonly ReturnType<typeof feed>[]) =>
  pickNews(feeds, NOW).map(({ items }) => items.map(({ title }) => title));

test('the newest of each, at most twenty', () => {
  const items = Array.from({ length: 30 }, (_, nth) => item(`Story ${nth}`, NOW - nth * HOUR));
  expect(titles([feed('A', { items }), feed('B', {})])).toEqual([
    items.slice(0, 20).map(({ title }) => title),
    [],
  ]);
});

test('a story of two outlets is shown once, where it was published first', () => {
  const shared = item('The same story of both');
  const feeds = [
    feed('A', { items: [{ ...shared, publishedMs: NOW }] }),
    feed('B', { items: [{ ...shared, publishedMs: NOW - HOUR }] }),
  ];
  expect(titles(feeds)).toEqual([[], ['The same story of both']]);
});

test('two feeds of one outlet keep their own', () => {
  expect(titles([feed('A', { items: [item('One')] }), feed('A', { items: [item('Second')] })])).toEqual([
    ['One'],
    ['Second'],
  ]);
});

test('as of when is told once the last good fetch is more than a day ago', () => {
  const ages = [0, 24 * HOUR, 24 * HOUR + 1].map((ago) => feed('A', { goodAt: NOW - ago }));
  expect(pickNews([...ages, feed('A', {})], NOW).map(({ asOfMs }) => asOfMs)).toEqual([
    null,
    null,
    NOW - 24 * HOUR - 1,
    null,
  ]);
  expect(nextOldAt([...ages.map((one) => one.state), state()], NOW)).toBe(NOW + 1);
  expect(nextOldAt([state()], NOW)).toBe(Number.POSITIVE_INFINITY);
});
