import { expect, test } from 'vitest';
import { readTopStories } from '../../src/content/read-top-stories.ts';
import { brief } from './test-site.ts';

test('texts, articles and links, as a list or under stories', () => {
  const list =
    '- "A: text"\n- text: T\n  article: articles/x.md\n- article: /2016/07/15/x\n- text: L\n  url: /about\n';
  const expected = [
    { text: 'A: text', article: null, url: null },
    { text: 'T', article: 'articles/x.md', url: null },
    { text: null, article: '/2016/07/15/x', url: null },
    { text: 'L', article: null, url: '/about' },
  ];
  const plain = readTopStories(list);
  expect(plain.pins.map(({ pin }) => pin)).toEqual(expected);
  expect(plain.pins.map(({ articleAt }) => articleAt)).toEqual([
    { line: 1, column: 3 },
    { line: 3, column: 12 },
    { line: 4, column: 12 },
    { line: 5, column: 3 },
  ]);
  const keyed = readTopStories(`stories:\n${list}`);
  expect(keyed.pins.map(({ pin }) => pin)).toEqual(expected);
  expect([...plain.problems, ...keyed.problems]).toEqual([]);
});

test.each([
  ['', [], true],
  ['# nothing yet\n', [], true],
  ['just text', ['1:1 error value-form'], false],
  ['- [a]', ['1:3 error value-form'], true],
  ['- text: ""', ['1:9 error value-missing'], true],
  ['- text: x\n  url: //evil.example', ['2:8 error url-invalid'], true],
  ['- [', ['1:4 error yaml-invalid'], false],
])('%j', (text, told, isUsable) => {
  const { pins, problems, ...rest } = readTopStories(text);
  expect(pins).toEqual([]);
  expect(brief(problems)).toEqual(told);
  expect(rest).toEqual({ isUsable });
});
