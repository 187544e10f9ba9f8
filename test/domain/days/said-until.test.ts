import { expect, test } from 'vitest';
import { saidUntil } from '../../../src/domain/days/said-until.ts';

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const calendar = { timeZone: 'Asia/Yerevan', locale: 'en-GB' };
const now = at('2016-07-15T12:00+04:00');

test.each([
  [['today'], at('2016-07-16T00:00+04:00')],
  [['this-year'], at('2017-01-01T00:00+04:00')],
  [['this-year', 'today', 'front'], at('2016-07-16T00:00+04:00')],
  [['front'], null],
])('a page with %j is right until %j', (keys, until) => {
  expect(saidUntil(new Set(keys), now, calendar)).toBe(until);
});
