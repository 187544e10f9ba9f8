import { expect, test } from 'vitest';
import { parseEditorTime } from '../../../src/content/times/parse-editor-time.ts';
import { readPlainTime } from '../../../src/content/times/plain-time.ts';
import { createRandom } from '../random.ts';

const EVERY_YEAR = { first: 1000, near: 9999, last: 9999 };

const ZONES = [
  'Asia/Yerevan',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Africa/Monrovia',
  'UTC',
];
const random = createRandom(1607);
const pad = (number: number, length = 2): string => String(number).padStart(length, '0');

/** Whether a time is plain; it is then what Temporal makes of it, which a fraction leads to. */
function compare(day: string, time: string | null, zone: string): boolean {
  const plain = readPlainTime(time === null ? day : `${day} ${time}`, zone);
  if (plain === null) return false;
  const parsed = parseEditorTime(`${day}T${time ?? '00:00'}:00.0`, zone, EVERY_YEAR);
  const precision = time === null ? 'day' : 'minute';
  expect(parsed, `${day} ${time} ${zone}`).toEqual({
    moment: { ...plain, precision: 'minute' },
    isSkippedByClock: false,
    other: null,
  });
  expect(plain.precision).toBe(precision);
  return true;
}

test.each(ZONES)('random times in %s', (zone) => {
  let plain = 0;
  for (let round = 0; round < 2000; round += 1) {
    const year = random(4) === 0 ? random(10_000) : 1995 + random(50);
    const day = `${pad(year, 4)}-${pad(random(14))}-${pad(random(33))}`;
    const time = random(3) === 0 ? null : `${pad(random(25))}:${pad(random(61))}`;
    if (compare(day, time, zone)) plain += 1;
  }
  expect(plain).toBeGreaterThan(500);
});

test('the days on which clocks change are left to Temporal', () => {
  expect(readPlainTime('2016-03-27 02:30', 'Europe/Berlin')).toBeNull();
  expect(readPlainTime('2016-10-30', 'Europe/Berlin')).toBeNull();
  expect(parseEditorTime('2016-03-27 02:30', 'Europe/Berlin')).toMatchObject({ isSkippedByClock: true });
});

test.each([
  '2016-7-15',
  '2016-02-30',
  '0999-01-01',
  '2016-07-15 24:00',
  '2016-07-15 09:60',
  '2016-07-15T09:30Z',
  '',
])('%j is no plain time', (written) => {
  expect(readPlainTime(written, 'Asia/Yerevan')).toBeNull();
});
