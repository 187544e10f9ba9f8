import { expect, test } from 'vitest';
import { readSearchQuery } from '../../../src/pages/search/search-query.ts';

test.each<[Record<string, unknown>, string]>([
  [{}, ''],
  [{ q: '' }, ''],
  [{ q: '  syria  plan ' }, 'syria  plan'],
  [{ q: ['first', 'second'] }, 'first'],
  [{ q: [] }, ''],
  [{ q: { $ne: 1 } }, ''],
  [{ q: 7 }, ''],
  [{ q: 'a\0b\r\nc\u0085d' }, 'a b c d'],
  [{ q: '\ud800x' }, '\ufffdx'],
  [{ q: 'x'.repeat(300) }, 'x'.repeat(300)],
  [{ query: 'x', Q: 'y' }, ''],
])('%j asks for %j', (query, text) => {
  expect(readSearchQuery(query)).toEqual({ text, isCut: false, page: 1 });
});

test('what is too long is cut, between two characters', () => {
  expect(readSearchQuery({ q: 'x'.repeat(10_000) })).toEqual({ text: 'x'.repeat(300), isCut: true, page: 1 });
  const { text } = readSearchQuery({ q: `${'x'.repeat(299)}😀` });
  expect(text).toBe('x'.repeat(299));
  expect(readSearchQuery({ q: `${'x'.repeat(299)} y` }).text).toBe('x'.repeat(299));
});

test.each<[unknown, number | null]>([
  [undefined, 1],
  ['1', 1],
  ['25', 25],
  ['26', null],
  ['0', null],
  ['', 1],
  ['01', null],
  ['-1', null],
  ['1.5', null],
  ['1e1', null],
  ['٣', null],
  ['2\n', null],
  ['99999999999999999999', null],
  [['1', '2'], null],
  [{}, null],
])('page %j is %j', (page, expected) => {
  expect(readSearchQuery({ q: 'x', page }).page).toBe(expected);
});
