import { expect, test } from 'vitest';
import { readPartners } from '../../src/partners/read-partners.ts';

const told = (text: string) =>
  readPartners(text).problems.map((one) => `${one.line}:${one.column} ${one.severity} ${one.code}`);

test('outlets with and without feeds and items', () => {
  const text = `- name: The New York Times
  homePage: https://nyt.example
  feed: https://nyt.example/rss
  show: 5
  items:
    - title: "<b>Not</b> markup: text"
      url: https://nyt.example/a
      published: 2016-07-15
- name: BBC
  homePage: http://bbc.example/
`;
  const outlets = [
    {
      name: 'The New York Times',
      homePage: 'https://nyt.example/',
      feed: 'https://nyt.example/rss',
      show: 5,
      items: [{ title: '<b>Not</b> markup: text', url: 'https://nyt.example/a', published: '2016-07-15' }],
    },
    { name: 'BBC', homePage: 'http://bbc.example/', feed: null, show: 3, items: [] },
  ];
  expect(readPartners(text)).toEqual({ outlets, isUsable: true, problems: [] });
  expect(readPartners(`outlets:\n${text.replace(/^/gm, '  ')}`)).toEqual({
    outlets,
    isUsable: true,
    problems: [],
  });
});

test('a broken outlet drops itself only, a broken item likewise', () => {
  const text =
    '- name: A\n  homePage: javascript:x\n- name: B\n  homePage: https://b.example\n  items:\n    - title: T\n      url: /x\n    - title: U\n      url: https://b.example/u\n- 5\n';
  const { outlets, isUsable } = readPartners(text);
  expect(isUsable).toBe(true);
  expect(outlets.map((outlet) => outlet.name)).toEqual(['B']);
  expect(outlets[0]?.items.map((item) => item.title)).toEqual(['U']);
  expect(told(text)).toEqual(['2:13 error url-invalid', '7:12 error url-invalid', '10:3 error value-form']);
});

test.each([
  ['', []],
  ['text', ['1:1 error value-form']],
  ['- name: A\n  homePage: https://a.example\n  fead: https://a.example/f\n', ['3:3 warning key-unknown']],
  ['- name: A\n  homePage: https://a.example\n  items: none\n', ['3:10 error value-form']],
  [`- name: ${'x'.repeat(300_000)}`, ['1:1 error file-too-large']],
])('%#', (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test.each([
  ['', true],
  ['# nobody yet\n', true],
  ['- 5', true],
  ['text', false],
  ['- [', false],
  [`- name: ${'x'.repeat(300_000)}`, false],
])('%# is a list, if an empty one, or none at all', (text, isUsable) => {
  expect(readPartners(text)).toMatchObject({ outlets: [], isUsable });
});

test.each(['0', '11', '-1', '2.5', 'all', '[3]'])('show: %s is told with its place', (show) => {
  const text = `- name: A\n  homePage: https://a.example\n  show: ${show}\n`;
  expect(told(text)).toEqual([expect.stringMatching(/^3:9 error (?:show-invalid|value-form)$/)]);
});
