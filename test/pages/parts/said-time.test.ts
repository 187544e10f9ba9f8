import { describe, expect, test } from 'vitest';
import type { Moment } from '../../../src/domain/moment.ts';
import { momentAt } from '../../../src/domain/moment.ts';
import { saidTime } from '../../../src/pages/parts/said-time.ts';
import { ENGLISH } from '../../../src/words/words-of.ts';
import { SAMPLE_SITE } from '../../support/sample-site.ts';

interface Asked {
  readonly locale?: string;
  readonly timeZone?: string;
  readonly precision?: Moment['precision'];
  readonly wholeDates?: true;
}

/** What is said at `now` of a moment, and the keys that were noted. */
function say(moment: string, now: string, asked: Asked = {}) {
  const { locale = 'en-GB', timeZone = 'Asia/Yerevan', precision = 'minute', wholeDates } = asked;
  const keys: string[] = [];
  const zoned = (text: string): Temporal.Instant =>
    Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant();
  const time = saidTime(momentAt(zoned(moment), timeZone, precision), {
    site: { ...SAMPLE_SITE, locale, timeZone },
    words: ENGLISH,
    now: zoned(now).epochMilliseconds,
    uses: (key) => void keys.push(key),
    ...(wholeDates && { wholeDates }),
  });
  return { ...time, keys };
}

const NOON = '2026-11-30T12:00';

describe('saidTime', () => {
  test.each([
    ['the time of day today', '2026-11-30T09:05', '09:05', ['today']],
    ['the first minute of today', '2026-11-30T00:00', '00:00', ['today']],
    ['yesterday’s weekday', '2026-11-29T23:59', 'Sunday', ['today']],
    ['the weekday up to six days back', '2026-11-24T00:00', 'Tuesday', ['today']],
    ['day and month from a week back on', '2026-11-23T23:59', '23 November', ['this-year']],
    ['day and month of this year', '2026-01-01T00:00', '1 January', ['this-year']],
    ['the year where it is another', '2025-11-22T14:32', '22 November 2025', []],
    ['day and month of what is yet to come', '2026-12-24T10:00', '24 December', ['today']],
    ['the year of what comes in another', '2027-01-02T10:00', '2 January 2027', ['today']],
  ])('says %s', (_name, moment, text, keys) => {
    expect(say(moment, NOON)).toMatchObject({ text, keys });
  });

  test('has the exact time for machines, and the whole date in its title', () => {
    expect(say('2026-11-30T09:05', NOON)).toEqual({
      iso: '2026-11-30T09:05:00+04:00',
      text: '09:05',
      title: '30 November 2026, 09:05',
      keys: ['today'],
    });
    expect(say('2025-11-22T14:32', NOON).title).toBe('22 November 2025, 14:32');
  });

  test('says the day alone where the editor gave no time of day', () => {
    const day = { precision: 'day' } as const;
    expect(say('2026-11-30T00:00', NOON, day)).toMatchObject({ text: 'Today', title: '30 November 2026' });
    expect(say('2026-11-29T00:00', NOON, day)).toMatchObject({ text: 'Sunday', title: '29 November 2026' });
    expect(say('2025-11-22T00:00', NOON, day)).toMatchObject({ text: '22 November 2025', title: null });
  });

  test('turns over at the site’s midnight, on days of 23 and 25 hours as well', () => {
    expect(say('2026-11-30T23:59', '2026-11-30T23:59:59').text).toBe('23:59');
    expect(say('2026-11-30T23:59', '2026-12-01T00:00').text).toBe('Monday');
    const berlin = { timeZone: 'Europe/Berlin' };
    for (const change of ['2026-03-29', '2026-10-25']) {
      const week = Temporal.PlainDate.from(change).add({ days: 6 });
      expect(say(`${change}T00:30`, `${change}T23:30`, berlin).text).toBe('00:30');
      expect(say(`${change}T23:30`, `${week}T00:10`, berlin).text).toBe('Sunday');
      expect(say(`${change}T23:30`, `${week.add({ days: 1 })}T00:10`, berlin).text).toMatch(/^2[59] \w+$/);
    }
  });

  test.each([
    ['en-US', '2:32 PM', 'Sunday', 'November 22', 'November 22, 2025'],
    ['hy', '14:32', 'կիրակի', '22 նոյեմբերի', '22 նոյեմբերի, 2025'],
    ['ru', '14:32', 'воскресенье', '22 ноября', '22 ноября 2025'],
    ['ar-EG', '٢:٣٢ م', 'الأحد', '٢٢ نوفمبر', '٢٢ نوفمبر ٢٠٢٥'],
    ['fa', '۱۴:۳۲', 'یکشنبه', '۱ آذر', '۱ آذر ۱۴۰۴'],
    ['ja', '14:32', '日曜日', '11月22日', '2025年11月22日'],
  ])('speaks as people of %s write', (locale, time, weekday, day, whole) => {
    const spaced = (text: string): string => text.replaceAll(/\s/gu, ' ');
    const said = ['2026-11-30T14:32', '2026-11-29T10:00', '2026-11-22T10:00', '2025-11-22T10:00'].map(
      (moment) => spaced(say(moment, NOON, { locale }).text),
    );
    expect(said).toEqual([time, weekday, day, whole]);
  });

  test('leaves out the year of the calendar that the locale counts by', () => {
    const fa = { locale: 'fa' };
    expect(say('2026-02-01T10:00', '2026-02-20T10:00', fa)).toMatchObject({
      text: '۱۲ بهمن',
      keys: ['this-year'],
    });
    expect(say('2026-02-01T10:00', '2026-03-25T10:00', fa)).toMatchObject({ text: '۱۲ بهمن ۱۴۰۴', keys: [] });
  });

  test('is the whole date where the page is kept over midnight', () => {
    expect(say('2026-11-30T09:05', NOON, { wholeDates: true })).toEqual({
      iso: '2026-11-30T09:05:00+04:00',
      text: '30 November 2026, 09:05',
      title: null,
      keys: [],
    });
  });
});
