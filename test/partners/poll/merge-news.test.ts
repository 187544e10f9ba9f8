import { expect, test } from 'vitest';
import { mergeNews, type OutletItems } from '../../../src/partners/poll/merge-news.ts';

const HOUR = 3_600_000;
const item = (title: string, url: string, hours: number | null) => ({
  title,
  url: `https://${url}`,
  publishedMs: hours === null ? null : hours * HOUR,
});
const shown = (outlets: readonly OutletItems[], perOutlet = 10): string[] =>
  mergeNews(outlets, perOutlet).map(({ outlet, title }) => `${outlet}: ${title}`);

test('newest first, undated ones behind in their order', () => {
  const outlets = [
    { name: 'A', items: [item('A one', 'a.example/1', 1), item('A undated', 'a.example/2', null)] },
    { name: 'B', items: [item('B undated', 'b.example/1', null), item('B two', 'b.example/2', 2)] },
  ];
  expect(shown(outlets)).toEqual(['B: B two', 'A: A one', 'A: A undated', 'B: B undated']);
});

test('at most so many of each outlet, its newest', () => {
  const items = Array.from({ length: 5 }, (_, at) => item(`Notice ${at}`, `a.example/${at}`, at));
  const other = [item('Alone', 'b.example/1', 0)];
  expect(
    shown(
      [
        { name: 'A', items },
        { name: 'B', items: other },
      ],
      2,
    ),
  ).toEqual(['A: Notice 4', 'A: Notice 3', 'B: Alone']);
});

test.each([
  ['the address', 'Ferry opens', 'a.example/ferry', 'Quite another headline', 'www.a.example/ferry/'],
  ['the headline', 'Ferry opens second pier', 'a.example/1', 'Ferry opens second pier', 'b.example/1'],
  [
    'case, signs and spaces',
    '“Ferry” opens second pier',
    'a.example/1',
    'FERRY opens: second pier!',
    'b.example/1',
  ],
  [
    'the outlet’s name behind',
    'Ferry opens second pier',
    'a.example/1',
    'Ferry opens second pier - A',
    'b.example/1',
  ],
  [
    'an outlet of several words',
    'Ferry opens second pier | The B, Post',
    'a.example/1',
    'Ferry opens second pier',
    'b.example/1',
  ],
])('one story by %s goes to who was first', (_, firstTitle, firstUrl, secondTitle, secondUrl) => {
  const first = { name: 'A', items: [item(firstTitle, firstUrl, 5)] };
  const second = { name: 'The B Post', items: [item(secondTitle, secondUrl, 4)] };
  expect(shown([first, second])).toEqual([`The B Post: ${secondTitle}`]);
});

test.each([
  ['other headlines', 'Ferry opens second pier', 'Ferry opens third pier', 1, 1],
  ['48 hours between', 'Ferry opens second pier', 'Ferry opens second pier', 1, 49.1],
  ['headlines that say little', 'Morning news', 'Morning news', 1, 1],
  ['a name that is no outlet’s', 'Ferry opens second pier', 'Ferry opens second pier - live', 1, 1],
])('two stories: %s', (_, firstTitle, secondTitle, firstHours, secondHours) => {
  const outlets = [
    { name: 'A', items: [item(firstTitle, 'a.example/1', firstHours)] },
    { name: 'B', items: [item(secondTitle, 'b.example/1', secondHours)] },
  ];
  expect(shown(outlets)).toHaveLength(2);
});

test('of two at the same time, or without one, the editors’ order tells', () => {
  for (const hours of [3, null]) {
    const outlets = ['B', 'A'].map((name) => ({
      name,
      items: [item('Ferry opens second pier', `${name}.example/1`, hours)],
    }));
    expect(shown(outlets)).toEqual(['B: Ferry opens second pier']);
  }
});

test('an undated one gives way to a dated one', () => {
  const outlets = [
    { name: 'A', items: [item('Ferry opens second pier', 'a.example/1', null)] },
    { name: 'B', items: [item('Ferry opens second pier', 'b.example/1', 3)] },
  ];
  expect(shown(outlets)).toEqual(['B: Ferry opens second pier']);
});

test('an outlet’s own headline may return', () => {
  const items = [
    item('Morning news in brief', 'a.example/1', 1),
    item('Morning news in brief', 'a.example/2', 25),
  ];
  expect(shown([{ name: 'A', items }])).toHaveLength(2);
});

test('nothing from nothing', () => {
  expect(mergeNews([], 5)).toEqual([]);
  expect(mergeNews([{ name: 'A', items: [] }], 5)).toEqual([]);
});
