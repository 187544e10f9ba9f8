import { describe, expect, test } from 'vitest';
import { daysBetween, siteDay, yearEnd, yearOf } from '../../../src/domain/days/site-day.ts';

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const endOf = (now: string, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(siteDay(at(now), zone).endsMs).toString();

describe('siteDay', () => {
  test('is the day on the site’s wall, up to its midnight', () => {
    expect(siteDay(at('2016-07-15T19:59:59.999Z'), 'Asia/Yerevan')).toMatchObject({
      day: '2016-07-15',
      endsMs: at('2016-07-15T20:00Z'),
    });
    expect(siteDay(at('2016-07-15T20:00Z'), 'Asia/Yerevan')).toMatchObject({
      day: '2016-07-16',
      endsMs: at('2016-07-16T20:00Z'),
    });
    expect(siteDay(at('2016-07-15T20:00Z'), 'America/New_York').day).toBe('2016-07-15');
  });

  test('is asked for moments in any order', () => {
    const days = ['2016-07-15T12:00Z', '2016-07-14T12:00Z', '2016-07-15T00:00Z', '2016-07-13T23:59Z'];
    expect(days.map((moment) => siteDay(at(moment), 'UTC').day)).toEqual([
      '2016-07-15',
      '2016-07-14',
      '2016-07-15',
      '2016-07-13',
    ]);
  });

  test.each([
    ['has 23 hours in spring', '2026-03-29T00:00:00+01:00', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['has 25 hours in autumn', '2026-10-25T00:00:00+02:00', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
    [
      'ends where no midnight is, as summer time begins then',
      '2018-11-03T12:00-03:00',
      'America/Sao_Paulo',
      '2018-11-04T03:00:00Z',
    ],
    [
      'has 23 o’clock twice, as summer time ends at its midnight',
      '2018-02-17T23:30-02:00',
      'America/Sao_Paulo',
      '2018-02-18T03:00:00Z',
    ],
    [
      'ends at the first of two midnights',
      '2010-11-06T12:00-02:30',
      'America/St_Johns',
      '2010-11-07T02:30:00Z',
    ],
    [
      'comes again for an hour after that, and ends once more',
      '2010-11-06T23:30-03:30',
      'America/St_Johns',
      '2010-11-07T03:30:00Z',
    ],
    [
      'is followed by the day after the one that was left out',
      '2011-12-29T12:00-10:00',
      'Pacific/Apia',
      '2011-12-30T10:00:00Z',
    ],
  ])('%s', (_name, now, zone, end) => {
    expect(endOf(now, zone)).toBe(end);
    expect(siteDay(at(now), zone).endsMs).toBeGreaterThan(at(now));
  });
});

describe('days and years', () => {
  test('are counted by the calendar, whatever the clocks do', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2016-02-28', '2016-03-01')).toBe(2);
    expect(daysBetween('2016-03-01', '2016-02-29')).toBe(-1);
  });

  test('are those of the locale’s own calendar', () => {
    expect(yearOf('2016-07-15', 'en-GB')).toBe('2016');
    expect(yearOf('2026-03-20', 'fa')).not.toBe(yearOf('2026-03-21', 'fa'));
    expect(yearOf('2026-12-31', 'fa')).toBe(yearOf('2027-01-01', 'fa'));
    expect(yearOf('2026-12-31', 'th')).not.toBe(yearOf('2027-01-01', 'th'));
  });

  test.each([
    ['en-GB', 'Asia/Yerevan', '2016-07-15T12:00+04:00', '2016-12-31T20:00:00Z'],
    ['en-GB', 'Asia/Yerevan', '2016-12-31T23:59:59+04:00', '2016-12-31T20:00:00Z'],
    ['en-GB', 'Asia/Yerevan', '2017-01-01T00:00+04:00', '2017-12-31T20:00:00Z'],
    ['fa', 'Asia/Tehran', '2026-11-30T12:00+03:30', '2027-03-20T20:30:00Z'],
    ['ar-SA-u-ca-islamic-umalqura', 'Asia/Riyadh', '2026-11-30T12:00+03:00', '2027-06-05T21:00:00Z'],
  ])('the year of %s ends in %s at its New Year', (locale, timeZone, now, end) => {
    expect(Temporal.Instant.fromEpochMilliseconds(yearEnd(at(now), timeZone, locale)).toString()).toBe(end);
  });
});
