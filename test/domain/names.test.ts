import { expect, test } from 'vitest';
import { composed, composedSmall, isAscii, writtenForms } from '../../src/domain/names.ts';

test('a name is compared composed', () => {
  expect(composed('Cafe\u0301.jpg')).toBe('Café.jpg');
  expect(composed('cafe.jpg')).toBe('cafe.jpg');
  expect([isAscii('a\u007f\n'), isAscii('é'), isAscii('')]).toEqual([true, false, true]);
});

test.each([
  ['ABC', 'abc'],
  ['E\u0301t\u00c9', 'été'],
  ['İ', 'i'],
  ['I\u0323\u0307', 'ị'],
  ['i\u0307\u0301', 'í'],
  ['ż\u0307', 'ż\u0307'],
  ['a\u200db\u00ad\ufeffc\u2067', 'abc'],
])('%j is %j', (text, expected) => {
  expect(composedSmall(text)).toBe(expected);
  expect(composedSmall(expected)).toBe(expected);
});

test('marks without end take no longer than they are long', () => {
  const marked = `i${'\u0307\u0301'.repeat(100_000)}`;
  expect(composedSmall(marked)).toHaveLength(100_000);
});

test('a path has a form for each way to write each of its parts', () => {
  expect(writtenForms('articles/a.md')).toEqual(['articles/a.md']);
  expect(writtenForms('é/ô.md')).toEqual(['é/ô.md', 'é/o\u0302.md', 'e\u0301/ô.md', 'e\u0301/o\u0302.md']);
  expect(writtenForms('é/é/é/é/é')).toEqual(['é/é/é/é/é', 'é/é/é/é/é'.normalize('NFD')]);
});
