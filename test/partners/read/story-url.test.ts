import { expect, test } from 'vitest';
import { readStoryUrl, storyKey } from '../../../src/partners/read/story-url.ts';

const BASE = 'https://harbour.example/feeds/all.xml';

test.each([
  ['https://a.example/x?utm_source=rss&utm_medium=feed', 'https://a.example/x'],
  ['https://a.example/x?id=1&UTM_Source=rss&p=2#top', 'https://a.example/x?id=1&p=2'],
  ['https://a.example/x?partner=rss&emc=rss', 'https://a.example/x'],
  ['https://a.example/x?source=rss-0a1b-2', 'https://a.example/x'],
  ['https://a.example/x?ref=newsletter&ref=story-7', 'https://a.example/x?ref=story-7'],
  ['https://a.example/x?from=page-2&via=sea', 'https://a.example/x?from=page-2&via=sea'],
  ['https://a.example/x?a=1&amp;b=2', 'https://a.example/x?a=1&b=2'],
  ['https://a.example/?p=17', 'https://a.example/?p=17'],
  ['https://a.example/x?q=a%20b+c&empty=&flag', 'https://a.example/x?q=a%20b+c&empty=&flag'],
  ['https://a.example/x?cid=4&date=2025&at=3&utm=1', 'https://a.example/x?cid=4&date=2025&at=3&utm=1'],
  ['https://a.example/#!/story/5', 'https://a.example/#!/story/5'],
  [' /news/1 ', 'https://harbour.example/news/1'],
  ['../2', 'https://harbour.example/2'],
  ['HTTP://A.Example:80/%7ex', 'http://a.example/%7ex'],
  [
    'https://пример.example/новость',
    'https://xn--e1afmkfd.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C',
  ],
])('%s', (written, url) => {
  expect(readStoryUrl(written, BASE)).toBe(url);
});

test.each([
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'ftp://a.example/',
  'https://user@a.example/',
  'https://',
  `https://a.example/${'x'.repeat(2_000)}`,
])('not shown: %s', (written) => {
  expect(readStoryUrl(written, BASE)).toBeNull();
});

test('one page has one key', () => {
  const keys = ['https://a.example/x', 'http://www.a.example/x/', 'https://www.a.example/x'].map(storyKey);
  expect(new Set(keys)).toEqual(new Set(['a.example/x']));
  expect(storyKey('https://a.example/x/?p=1')).toBe('a.example/x?p=1');
  expect(storyKey('https://a.example/')).toBe('a.example');
});
