import { expect, test } from 'vitest';
import { checkMessage } from '../../src/words/check-message.ts';
import { englishOf, WORD_KEYS, type WordKey } from '../../src/words/word-keys.ts';

const told = (key: WordKey, text: string, language = 'en') =>
  checkMessage(key, text, language).map(({ severity, code }) => `${severity} ${code}`);

test('every English message says what it takes, and nothing else', () => {
  expect(WORD_KEYS.length).toBeGreaterThan(200);
  const faulty = WORD_KEYS.filter((key) => told(key, englishOf(key)).length > 0);
  expect(faulty).toEqual([]);
});

test.each<[WordKey, string, string[]]>([
  ['top-stories', 'Best of the day', []],
  ['top-stories', "Today's best", []],
  ['top-stories', 'a {b', ['error message-syntax']],
  ['top-stories', 'a b}', ['error message-syntax']],
  ['top-stories', "a '{b}'", []],
  ['top-stories', '{n}', ['error argument-unknown']],
  ['top-stories', '<b>x</b>', []],
  ['archive-intro', 'All of {site}', []],
  ['archive-intro', 'All of {sight}', ['error argument-unknown', 'warning argument-missing']],
  ['archive-intro', 'All', ['warning argument-missing']],
  ['archive-intro', '{site, number}', ['error argument-form']],
  ['archive-intro', '{site, plural, other {x}}', ['error argument-form']],
  ['archive-intro', '{site, select, X {it} other {{site}}}', []],
  ['story-count', '{count, plural, one {# story} other {# stories}}', []],
  ['story-count', '{count, plural, one {# story}}', ['error plural-other']],
  [
    'story-count',
    '{count, plural, some {# story} other {x}}',
    ['error plural-category', 'warning plural-missing'],
  ],
  ['story-count', '{count, plural, =0 {none} one {one} other {#}}', []],
  ['story-count', '{count, plural, =0 {none} other {#}}', ['warning plural-missing']],
  ['story-count', 'stories: {count, number}', []],
  ['story-count', '{count, date}', ['error argument-form']],
  ['story-count', '{count, plurals, other {x}}', ['error message-syntax']],
  ['story-published', 'On {time}', []],
  ['story-published', 'On', ['error argument-missing']],
  ['story-published', '{time} and {time}', ['error argument-missing']],
  ['story-published', '{time, select, other {x}}', ['error argument-missing']],
])('%s: %s', (key, text, expected) => expect(told(key, text)).toEqual(expected));

test('a language’s own plurals are asked for', () => {
  const russian =
    '{count, plural, one {# материал} few {# материала} many {# материалов} other {# материала}}';
  expect(told('story-count', russian, 'ru')).toEqual([]);
  expect(checkMessage('story-count', '{count, plural, one {#} other {#}}', 'ru')).toMatchObject([
    { severity: 'warning', code: 'plural-missing', hint: 'Add few {…} many {…}.' },
  ]);
  expect(told('story-count', '{count, plural, other {# 件}}', 'ja')).toEqual([]);
});
