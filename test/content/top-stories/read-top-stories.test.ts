import { expect, test } from 'vitest';
import { readTopStories } from '../../../src/content/top-stories/read-top-stories.ts';
import { brief } from '../test-site.ts';

const ZONE = 'Asia/Yerevan';

test('texts, articles and links, as a list or under stories', () => {
  const list =
    '- "A: text"\n- text: T\n  article: articles/x.md\n- article: /2016/07/15/x\n- text: L\n  url: /about\n';
  const expected = [
    { text: 'A: text', article: null, url: null, untilMs: null },
    { text: 'T', article: 'articles/x.md', url: null, untilMs: null },
    { text: null, article: '/2016/07/15/x', url: null, untilMs: null },
    { text: 'L', article: null, url: '/about', untilMs: null },
  ];
  const plain = readTopStories(list, ZONE);
  expect(plain.pins.map(({ pin }) => pin)).toEqual(expected);
  expect(plain.pins.map(({ articleAt }) => articleAt)).toEqual([
    { line: 1, column: 3 },
    { line: 3, column: 12 },
    { line: 4, column: 12 },
    { line: 5, column: 3 },
  ]);
  const keyed = readTopStories(`stories:\n${list}`, ZONE);
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
  ['- text: x\n  until: soon', ['2:10 error date-invalid'], true],
  ['- text: x\n  until: 2026-11-31 09:00', ['2:10 error date-invalid'], true],
  ['- text: x\n  until: ""', ['2:10 error date-invalid'], true],
  ['- [', ['1:4 error yaml-invalid'], false],
])('%j', (text, told, isUsable) => {
  const { pins, problems, ...rest } = readTopStories(text, ZONE);
  expect(pins).toEqual([]);
  expect(brief(problems)).toEqual(told);
  expect(rest).toEqual({ isUsable });
});

test.each([
  ['2026-11-25 18:00', '2026-11-25T14:00:00Z'],
  ['2026-11-25', '2026-11-24T20:00:00Z'],
  ['2026-11-25T18:00:00+01:00', '2026-11-25T17:00:00Z'],
  ['2016-07-15 09:30', '2016-07-15T05:30:00Z'],
])('a pin until %s is one until %s, be it past or to come', (written, instant) => {
  const { pins, problems } = readTopStories(`- text: T\n  until: ${written}\n`, ZONE);
  expect(pins.map(({ pin }) => pin.untilMs)).toEqual([Date.parse(instant)]);
  expect(problems).toEqual([]);
});

test('what is wrong with the time of a pin is told with its cure', () => {
  const { problems } = readTopStories('- text: T\n  until: 2026-11-25 24:00\n', ZONE);
  expect(problems).toMatchObject([
    { line: 2, column: 10, hint: 'The day ends where the next one begins: write 2026-11-26 00:00.' },
  ]);
});

test('a pin until an hour that the clocks leave out ends after it, which is told', () => {
  const { pins, problems } = readTopStories('- text: T\n  until: 2026-03-29 02:30\n', 'Europe/Berlin');
  expect(pins[0]?.pin.untilMs).toBe(Date.parse('2026-03-29T01:30:00Z'));
  expect(brief(problems)).toEqual(['2:10 warning date-skipped']);
});
