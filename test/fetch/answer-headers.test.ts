import { expect, test } from 'vitest';
import { readCaching, readValidators } from '../../src/fetch/answer-headers.ts';

const NOW = Date.parse('2025-02-03T12:00:00Z');
const DAY = 86_400;
/** Seconds from now. */
const freshFor = (headers: Record<string, string>): number | null => {
  const { freshUntil } = readCaching(headers, NOW);
  return freshUntil === null ? null : (freshUntil - NOW) / 1000;
};

test.each([
  [{}, null],
  [{ 'cache-control': 'public, max-age=600' }, 600],
  [{ 'cache-control': 'max-age=600', age: '200' }, 400],
  [{ 'cache-control': 'max-age=600', age: '700' }, 0],
  [{ 'cache-control': 'max-age=600', age: 'old' }, 600],
  [{ 'cache-control': 'max-age=600', expires: '0' }, 600],
  [{ 'cache-control': 'MAX-AGE="60"' }, 60],
  [{ 'cache-control': 's-maxage=900' }, null],
  [{ 'cache-control': 's-maxage=900, max-age=30' }, 30],
  [{ 'cache-control': 'no-store' }, 0],
  [{ 'cache-control': 'no-cache, max-age=600' }, 0],
  [{ 'cache-control': 'max-age=99999999999' }, DAY],
  [{ 'cache-control': 'max-age=-5' }, null],
  [{ expires: 'Mon, 03 Feb 2025 12:05:00 GMT' }, 300],
  [{ expires: 'Mon, 03 Feb 2025 12:05:00 GMT', date: 'Mon, 03 Feb 2025 12:04:00 GMT' }, 60],
  [{ expires: 'Monday, 03-Feb-25 12:05:00 GMT' }, 300],
  [{ expires: 'Mon, 03 Feb 2020 12:05:00 GMT' }, 0],
  [{ expires: '-1' }, 0],
])('%o is fresh for %s seconds', (headers, seconds) => {
  expect(freshFor(headers as Record<string, string>)).toBe(seconds);
});

test.each([
  ['120', 120],
  [' 0 ', 0],
  ['Mon, 03 Feb 2025 12:05:00 GMT', 300],
  ['Mon, 03 Feb 2020 12:05:00 GMT', 0],
  ['Mon, 03 Feb 2035 12:05:00 GMT', DAY],
  ['99999999', DAY],
  ['-5', null],
  ['soon', null],
  ['2025-02-03', null],
])('Retry-After: %s', (value, seconds) => {
  const { retryAt } = readCaching({ 'retry-after': value }, NOW);
  expect(retryAt === null ? null : (retryAt - NOW) / 1000).toBe(seconds);
});

test('validators too long to keep are none', () => {
  const headers = { etag: `"${'x'.repeat(2_000)}"`, 'last-modified': 'Mon, 03 Feb 2025 12:05:00 GMT' };
  expect(readValidators(headers)).toEqual({ etag: null, lastModified: headers['last-modified'] });
});
