import { describe, expect, test } from 'vitest';
import { calendarMonth } from '../../../src/desk/schedule/calendar-month.ts';
import { readLocalTime } from '../../../src/desk/schedule/local-time.ts';

const NOW = Date.parse('2026-11-30T21:30:00Z');

describe('a month of the calendar', () => {
  test('is that of now in the zone of the site, in whole weeks from Monday on', () => {
    const month = calendarMonth('', NOW, 'Asia/Yerevan');
    expect(month).toMatchObject({ name: '2026-12', before: '2026-11', after: '2027-01' });
    expect(month.weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7]);
    expect(month.weeks[0]?.map(({ iso, isOther }) => [iso, isOther]).slice(0, 2)).toEqual([
      ['2026-11-30', true],
      ['2026-12-01', false],
    ]);
    expect(month.weeks[0]?.[1]).toMatchObject({ fromMs: Date.parse('2026-12-01T00:00+04:00'), change: null });
    expect(calendarMonth('', NOW, 'Europe/London').name).toBe('2026-11');
  });

  test('may be asked for by its name, and what is none is the present one', () => {
    expect(calendarMonth('2027-02', NOW, 'UTC').weeks.flat()).toHaveLength(28);
    for (const odd of ['2027-13', '0000-01', '2027-2', '../etc', '9999-12'])
      expect(calendarMonth(odd, NOW, 'UTC').name).toBe('2026-11');
  });

  test('knows days on which the clocks are changed, where they are changed at midnight as well', () => {
    const changes = (name: string, zone: string) =>
      calendarMonth(name, NOW, zone)
        .weeks.flat()
        .filter(({ change }) => change !== null)
        .map(({ iso, fromMs, toMs, change }) => [iso, (toMs - fromMs) / 3_600_000, change?.minutes]);
    expect(changes('2026-03', 'Europe/Paris')).toEqual([['2026-03-29', 23, 60]]);
    expect(changes('2026-10', 'Europe/Paris')).toEqual([['2026-10-25', 25, -60]]);
    expect(changes('2026-03', 'Asia/Yerevan')).toEqual([]);
  });
});

describe('a time of the zone of the site', () => {
  test('is read as a browser sends it', () => {
    expect(readLocalTime('2026-12-03T18:00', 'Asia/Yerevan')).toEqual({
      epochMs: Date.parse('2026-12-03T14:00:00Z'),
      shift: null,
    });
  });

  test('which the clocks pass over, or show twice, says so', () => {
    const skipped = readLocalTime('2026-03-29T02:30', 'Europe/Paris');
    expect(skipped).toEqual({ epochMs: Date.parse('2026-03-29T01:30:00Z'), shift: 'skipped' });
    const repeated = readLocalTime('2026-10-25T02:30', 'Europe/Paris');
    expect(repeated).toEqual({ epochMs: Date.parse('2026-10-25T00:30:00Z'), shift: 'repeated' });
  });

  test('is nothing else', () => {
    for (const odd of [
      '',
      'tomorrow',
      '2026-02-30T10:00',
      '2026-12-03',
      '2026-12-03T25:00',
      '2026-12-03 10:00',
    ])
      expect(readLocalTime(odd, 'UTC')).toBeNull();
  });
});
