import { expect, test } from 'vitest';
import { readStoryDate } from '../../../src/partners/read/story-date.ts';

const NOW = Date.parse('2025-06-01T12:00:00Z');
const read = (written: string): string | null => {
  const moment = readStoryDate(written, NOW);
  return moment === null ? null : new Date(moment).toISOString().replace(':00.000Z', 'Z');
};

test.each([
  // RFC 822 and its slips.
  ['Mon, 03 Feb 2025 08:00:00 GMT', '2025-02-03T08:00Z'],
  ['3 Feb 2025 08:00:00 +0100', '2025-02-03T07:00Z'],
  ['Mon, 3 Feb 25 08:00 EST', '2025-02-03T13:00Z'],
  ['Sun, 06 Nov 94 08:49 PDT', '1994-11-06T15:49Z'],
  ['Monday, 03-Feb-2025 08:00:00 UT', '2025-02-03T08:00Z'],
  ['Mon, 03 Feb 2025 08:00:00 GMT+0300', '2025-02-03T05:00Z'],
  ['Mon, 03 Feb 2025 08:00:00 +0000 (UTC)', '2025-02-03T08:00Z'],
  ['Mon, 03 Feb 2025 08:00:00 -0000', '2025-02-03T08:00Z'],
  ['Mon, 03 Feb 2025 24:00:00 Z', '2025-02-04T00:00Z'],
  ['Wed, 03 Sept 2024 08:00:00 IST', '2024-09-03T02:30Z'],
  ['03 Apr 02 1500 GMT', '2002-04-03T15:00Z'],
  ['3 February 2025', '2025-02-03T00:00Z'],
  ['Mon, 03 Feb 2025 08:00:00 XYZ', '2025-02-03T08:00Z'],
  // Other languages.
  ['Seg, 03 Fev 2025 08:00:00 -0300', '2025-02-03T11:00Z'],
  ['Пн, 03 фев 2025 08:00:00 MSK', '2025-02-03T05:00Z'],
  ['3 марта 2025', '2025-03-03T00:00Z'],
  ['3 mai 2025 08:00', '2025-05-03T08:00Z'],
  ['Mo., 3. März 2025', null],
  // ISO 8601 and W3C-DTF.
  ['2025-02-03T08:00:00+01:00', '2025-02-03T07:00Z'],
  ['2025-02-03T08:00:00.000Z', '2025-02-03T08:00Z'],
  ['2025-02-03T08:00+0430', '2025-02-03T03:30Z'],
  ['2025-02-03 08:00', '2025-02-03T08:00Z'],
  ['20250203T080000Z', '2025-02-03T08:00Z'],
  ['2025-02-03', '2025-02-03T00:00Z'],
  ['2025-02', '2025-02-01T00:00Z'],
  // American, and of C programs.
  ['Feb 3, 2025 8:00 PM EST', '2025-02-04T01:00Z'],
  ['February 3rd, 2025 at 12:05 am', '2025-02-03T00:05Z'],
  ['Mon Feb  3 08:00:00 2025', '2025-02-03T08:00Z'],
  ['Mon Feb 03 08:00:00 +0100 2025', '2025-02-03T07:00Z'],
  ['2025/02/03 08:00:00', '2025-02-03T08:00Z'],
])('%s', (written, moment) => {
  expect(read(written)).toBe(moment);
});

test.each([
  '',
  'yesterday',
  'Tue, 31 Apr 2025 08:00:00 GMT',
  'Tue, 29 Feb 2023 08:00:00 GMT',
  '3 Foo 2025',
  '2025-13-01',
  '2025-02-03T25:00:00Z',
  '2025-02-03T08:61:00Z',
  '2025-02-03T08:00:00+15:00',
  '1738569600',
  '0000-00-00 00:00:00',
  '0001-01-01T00:00:00Z',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Mon, 03 Feb 2025 08:00:00 GMT and on',
  `${'9'.repeat(200)}`,
])('no date: %s', (written) => {
  expect(read(written)).toBeNull();
});

test('a slip of zones into the future is now, a later date is none', () => {
  expect(readStoryDate('2025-06-01T20:00:00Z', NOW)).toBe(NOW);
  expect(readStoryDate('2025-06-02T12:00:00Z', NOW)).toBe(NOW);
  expect(readStoryDate('2025-06-02T12:00:01Z', NOW)).toBeNull();
});
