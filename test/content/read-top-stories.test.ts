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
  expect(readTopStories(list)).toEqual({ topStories: expected, problems: [] });
  expect(readTopStories(`stories:\n${list}`)).toEqual({ topStories: expected, problems: [] });
});

test.each([
  ['', []],
  ['# nothing yet\n', []],
  ['just text', ['1:1 error value-form']],
  ['- [a]', ['1:3 error value-form']],
  ['- text: ""', ['1:9 error value-missing']],
  ['- text: x\n  url: //evil.example', ['2:8 error url-invalid']],
  ['- [', ['1:4 error yaml-invalid']],
])('%j', (text, told) => {
  const { topStories, problems } = readTopStories(text);
  expect(topStories).toEqual([]);
  expect(brief(problems)).toEqual(told);
});
