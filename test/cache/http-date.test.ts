import { expect, test } from 'vitest';
import { formatHttpDate, parseHttpDate } from '../../src/cache/http-date.ts';

const MOMENT = Date.UTC(1994, 10, 6, 8, 49, 37);

test.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
  'RFC 9110 form %j is read',
  (text) => {
    expect(parseHttpDate(text)).toBe(MOMENT);
  },
);

test('a date is written as IMF-fixdate and read back, without its milliseconds', () => {
  expect(formatHttpDate(MOMENT + 999)).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
  expect(parseHttpDate(formatHttpDate(MOMENT + 999))).toBe(MOMENT);
});

test('two-digit years below 69 are of this century; a leap second is its minute’s last', () => {
  expect(parseHttpDate('Sunday, 06-Nov-24 08:49:37 GMT')).toBe(Date.UTC(2024, 10, 6, 8, 49, 37));
  expect(parseHttpDate('Sat, 31 Dec 2016 23:59:60 GMT')).toBe(Date.UTC(2016, 11, 31, 23, 59, 59));
});

test.each([
  '',
  '0',
  'yesterday',
  '1994-11-06T08:49:37Z',
  'Sun, 31 Feb 1994 08:49:37 GMT',
  'Sun, 06 Nov 1994 24:00:00 GMT',
  'Sun, 06 Nov 1994 08:60:37 GMT',
  'Sun, 06 Nov 1994 08:49:61 GMT',
  'Sun, 06 Non 1994 08:49:37 GMT',
  'Sun, 06 Nov 1994 08:49:37 CET',
  'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT',
])('%j is no HTTP-date', (text) => {
  expect(parseHttpDate(text)).toBeUndefined();
});
