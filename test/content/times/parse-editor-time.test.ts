import { describe, expect, test } from 'vitest';
import { ANY_YEAR, parseEditorTime, yearsAt } from '../../../src/content/times/parse-editor-time.ts';

describe('times in the site’s zone', () => {
  test.each([
    ['2016-07-15', '2016-07-15T00:00:00+04:00', 'day'],
    ['2016-7-5', '2016-07-05T00:00:00+04:00', 'day'],
    ['2016-07-15 09:30', '2016-07-15T09:30:00+04:00', 'minute'],
    ['2016-07-15 9:30', '2016-07-15T09:30:00+04:00', 'minute'],
    ['2016-07-15T09:30:15', '2016-07-15T09:30:15+04:00', 'minute'],
    ['2016-07-15T09:30:15.250', '2016-07-15T09:30:15+04:00', 'minute'],
    ['2016-07-15T09:30:00Z', '2016-07-15T13:30:00+04:00', 'minute'],
    ['2016-07-15T09:30:00+04:00', '2016-07-15T09:30:00+04:00', 'minute'],
    ['2024-03-05 09:00:00 -0500', '2024-03-05T18:00:00+04:00', 'minute'],
    ['2016-07-15 09:30 +0400', '2016-07-15T09:30:00+04:00', 'minute'],
    ['2016-07-15T09:30:00+01', '2016-07-15T12:30:00+04:00', 'minute'],
    ['2016-07-15 09:30 -05', '2016-07-15T18:30:00+04:00', 'minute'],
    ['2016-07-15\u00a009:30', '2016-07-15T09:30:00+04:00', 'minute'],
    ['2016-07-15 23:30 -0500', '2016-07-16T08:30:00+04:00', 'minute'],
  ])('%s', (text, iso, precision) => {
    expect(parseEditorTime(text, 'Asia/Yerevan').moment).toMatchObject({ iso, precision });
  });

  test('a time that clocks skip moves forward and is flagged', () => {
    const time = parseEditorTime('2026-03-29 02:30', 'Europe/Berlin');
    expect(time).toMatchObject({ isSkippedByClock: true, moment: { iso: '2026-03-29T03:30:00+02:00' } });
    expect(parseEditorTime('2026-03-29 03:30', 'Europe/Berlin')).toMatchObject({ isSkippedByClock: false });
  });

  test('a day without midnight begins when it begins', () => {
    const time = parseEditorTime('2018-11-04', 'America/Sao_Paulo');
    expect(time.moment?.iso).toBe('2018-11-04T01:00:00-02:00');
  });
});

describe('wrong times are refused with a cure', () => {
  test.each([
    [
      '2016-07-15 09:30 IST',
      '"2016-07-15 09:30 IST" is not a date.',
      'Write the offset of IST in its place, such as 2026-11-22 09:30 +04:00.',
    ],
    [
      '2016-12-31 24:00',
      '"2016-12-31 24:00" is not in the calendar or on the clock.',
      'The day ends where the next one begins: write 2017-01-01 00:00.',
    ],
    [
      '2016-07-15T24:00:00+04:00',
      '"2016-07-15T24:00:00+04:00" is not in the calendar or on the clock.',
      'The day ends where the next one begins: write 2016-07-16 00:00 +04:00.',
    ],
    ['tomorow', '"tomorow" is not a date.', 'Write it as 2026-11-22 09:30.'],
    [
      '0000-01-01',
      '"0000-01-01" is not in a year from 1600 to 9999.',
      'Check the year. Write it as 2026-11-22 09:30.',
    ],
    [
      '45.45.2016',
      '"45.45.2016" is not in the calendar or on the clock.',
      'Check the month, day, hour and minute. Write it as 2026-11-22 09:30.',
    ],
  ])('%s', (text, message, hint) => {
    expect(parseEditorTime(text, 'Asia/Yerevan')).toMatchObject({ moment: null, message, hint });
  });

  test.each([
    '2026-13-45',
    '2026-02-30',
    '2026-01-01 25:00',
    '2026-01-01 12:60',
    '2026-01-01 12:30:60',
    '2026-01-01 12:30 +99:00',
    '12:30',
    'today',
    '2016-07-15 09:30 Nowhere/Paris',
    'now',
    '2016',
    'July 2016',
    '15.07.16',
    '20161345',
    '2016071509',
    '12:30 PM',
    'Smarch 15, 2016',
    'about July 15, 2016',
    '15 July 16 July 2016',
    '3 listopada 2016',
    '',
    '2016-07-15 09:30 and more',
    '0000-01-01 00:00 +23:59',
    '0999-12-31 12:00',
    '9999-12-31 23:59 -12:00',
  ])('%s', (text) => {
    expect(parseEditorTime(text, 'Asia/Yerevan').moment).toBeNull();
  });
});

describe('the forms of other systems', () => {
  test.each([
    ['2016/07/15 10:00', '2016-07-15T10:00:00+04:00', 'minute'],
    ['2016/7/5 3:04:05', '2016-07-05T03:04:05+04:00', 'minute'],
    ['2016.07.15', '2016-07-15T00:00:00+04:00', 'day'],
    ['2016. 7. 15.', '2016-07-15T00:00:00+04:00', 'day'],
    ['20160715', '2016-07-15T00:00:00+04:00', 'day'],
    ['20160715T093000Z', '2016-07-15T13:30:00+04:00', 'minute'],
    ['201607150930', '2016-07-15T09:30:00+04:00', 'minute'],
    ['2016年7月15日', '2016-07-15T00:00:00+04:00', 'day'],
    ['2016년 7월 15일', '2016-07-15T00:00:00+04:00', 'day'],
    ['Fri, 15 Jul 2016 10:00:00 +0000', '2016-07-15T14:00:00+04:00', 'minute'],
    ['15 Jul 2016 10:00 GMT', '2016-07-15T14:00:00+04:00', 'minute'],
    ['Fri Jul 15 10:00:00 CEST 2016', '2016-07-15T12:00:00+04:00', 'minute'],
    [
      'Fri Jul 15 2016 10:00:00 GMT+0200 (Central European Summer Time)',
      '2016-07-15T12:00:00+04:00',
      'minute',
    ],
    ['2016-07-15 10:00:00.123456789 +0200 CEST', '2016-07-15T12:00:00+04:00', 'minute'],
    ['2016-07-15T10:00:00+02:00[Europe/Paris]', '2016-07-15T12:00:00+04:00', 'minute'],
    ['2016-07-15 09:30 EST', '2016-07-15T18:30:00+04:00', 'minute'],
    ['2016-07-15 07:30:00 Europe/Paris', '2016-07-15T09:30:00+04:00', 'minute'],
    ['2016–07–15', '2016-07-15T00:00:00+04:00', 'day'],
    ['2016-07-15 9:30 (PDT)', '2016-07-15T20:30:00+04:00', 'minute'],
    ['July 15, 2016', '2016-07-15T00:00:00+04:00', 'day'],
    ['15 July 2016', '2016-07-15T00:00:00+04:00', 'day'],
    ['the 15th of July, 2016', '2016-07-15T00:00:00+04:00', 'day'],
    ['Friday, July 15th, 2016 at 9:30 am', '2016-07-15T09:30:00+04:00', 'minute'],
    ['Jul 15 2016 10:00 PM', '2016-07-15T22:00:00+04:00', 'minute'],
    ['2016-07-15 12:05 a.m.', '2016-07-15T00:05:00+04:00', 'minute'],
    ['2016-07-15 22:00 PM', '2016-07-15T22:00:00+04:00', 'minute'],
    ['15-Jul-2016', '2016-07-15T00:00:00+04:00', 'day'],
    ['2016 July 15', '2016-07-15T00:00:00+04:00', 'day'],
    ['15 июля 2016 г.', '2016-07-15T00:00:00+04:00', 'day'],
    ['15. Juli 2016 um 10:00 Uhr', '2016-07-15T10:00:00+04:00', 'minute'],
    ['15 de julio de 2016', '2016-07-15T00:00:00+04:00', 'day'],
    ['mar. 1er mars 2016', '2016-03-01T00:00:00+04:00', 'day'],
    ['15 Temmuz 2016', '2016-07-15T00:00:00+04:00', 'day'],
    ['15.07.2016 9:05', '2016-07-15T09:05:00+04:00', 'minute'],
    ['05.06.2016', '2016-06-05T00:00:00+04:00', 'day'],
    ['07/15/2016', '2016-07-15T00:00:00+04:00', 'day'],
    ['10:00 07/15/2016', '2016-07-15T10:00:00+04:00', 'minute'],
    ['15-07-2016 10:00', '2016-07-15T10:00:00+04:00', 'minute'],
    ['1468562400', '2016-07-15T10:00:00+04:00', 'minute'],
    ['1468562400000', '2016-07-15T10:00:00+04:00', 'minute'],
  ])('%s', (text, iso, precision) => {
    expect(parseEditorTime(text, 'Asia/Yerevan')).toMatchObject({ moment: { iso, precision }, other: null });
  });
});

describe('day and month that may stand the other way round', () => {
  const years = yearsAt(Date.UTC(2026, 5));
  const read = (text: string) => parseEditorTime(text, 'Asia/Yerevan', years);

  test.each([
    ['03/04/2016', '2016-03-04', '2016-04-03'],
    ['03-04-2016 10:00', '2016-04-03', '2016-03-04'],
  ])('%s of an earlier year is read by the custom of its sign, and both are told', (text, day, other) => {
    expect(read(text)).toMatchObject({ moment: { day }, other: { day: other } });
  });

  test.each(['03/04/2026', '03-04-2027 10:00'])('%s may be still to come, and is refused', (text) => {
    expect(read(text)).toMatchObject({ moment: null, message: expect.stringContaining(' may be 202') });
  });

  test.each([
    ['03/04/2026 3:14pm', '2026-03-04'],
    ['13:34 03/04/2026', '2026-03-04'],
    ['03.04.2026', '2026-04-03'],
    ['04/04/2026', '2026-04-04'],
    ['22/01/2026', '2026-01-22'],
  ])('%s leaves no doubt', (text, day) => {
    expect(read(text)).toMatchObject({ moment: { day }, other: null });
  });
});

test.each([
  ['٢٠١٦-٠٧-١٥', '2016-07-15T00:00:00+04:00'],
  ['۲۰۱۶-۰۷-۱۵ ۰۹:۳۰', '2016-07-15T09:30:00+04:00'],
  ['२०१६-०७-१५T०९:३०', '2016-07-15T09:30:00+04:00'],
  ['২০১৬-০৭-১৫', '2016-07-15T00:00:00+04:00'],
  ['๒๐๑๖-๐๗-๑๕', '2016-07-15T00:00:00+04:00'],
  ['２０１６－０７－１５　０９：３０', '2016-07-15T09:30:00+04:00'],
  ['\u200f٢٠١٦-٠٧-١٥\u200f', '2016-07-15T00:00:00+04:00'],
])('%s, in the digits of another script', (text, iso) => {
  expect(parseEditorTime(text, 'Asia/Yerevan').moment?.iso).toBe(iso);
});

describe('years of other calendars and of nobody', () => {
  const years = yearsAt(Date.UTC(2026, 5));
  const read = (text: string) => parseEditorTime(text, 'Asia/Yerevan', years);

  test.each([
    ['1404-10-25', 'Persian (Solar Hijri)', '2026-01-15'],
    ['۱۴۰۴-۱۰-۲۵', 'Persian (Solar Hijri)', '2026-01-15'],
    ['۱۴۰۴/۱۰/۲۵ ۰۹:۳۰', 'Persian (Solar Hijri)', '2026-01-15 09:30'],
    ['1404-02-31', 'Persian (Solar Hijri)', '2025-05-21'],
    ['1447-07-26 9:30:15 +0330', 'Islamic (Hijri)', '2026-01-15 09:30 +0330'],
    ['2569-01-15', 'Buddhist', '2026-01-15'],
    ['๑๕/๐๑/๒๕๖๙', 'Buddhist', '2026-01-15'],
    ['5786-04-26T10:00', 'Hebrew', '2026-01-15 10:00'],
    ['115/01/15', 'Republic of China', '2026-01-15'],
  ])('%s', (text, calendar, cure) => {
    const time = read(text);
    expect(time).toMatchObject({ moment: null, hint: `Write the day of the Gregorian calendar: ${cure}.` });
    expect(time).toHaveProperty('message', expect.stringContaining(`; the ${calendar} calendar counts so.`));
    expect(read(cure).moment?.day).toBe(cure.slice(0, 10));
  });

  test.each([
    ['2082-10-01', '"2082-10-01" is in the year 2082; the Nepali (Bikram Sambat) calendar counts so.'],
    ['1404-13-40', '"1404-13-40" is in the year 1404; the Persian (Solar Hijri) calendar counts so.'],
    ['2037-01-01', '"2037-01-01" is not in a year from 1600 to 2036.'],
    ['1016-07-15', '"1016-07-15" is not in a year from 1600 to 2036.'],
    ['1599-12-31', '"1599-12-31" is not in a year from 1600 to 2036.'],
    ['0026-07-15', '"0026-07-15" is not in a year from 1600 to 2036.'],
  ])('%s', (text, message) => expect(read(text)).toMatchObject({ moment: null, message }));

  test.each(['1600-01-01', '2036-12-31 12:00', '1923-07-15'])('%s is a year of ours', (text) => {
    expect(read(text).moment?.day).toBe(text.slice(0, 10));
  });

  test('an end may be as far ahead as one likes, but for the calendars', () => {
    const end = (text: string) =>
      parseEditorTime(text, 'Asia/Yerevan', { ...years, last: ANY_YEAR.last }).moment;
    for (const text of ['2050-12-31', '2099-12-31', '2500-01-01', '3000-01-01', '9998-12-31']) {
      expect(end(text)?.day).toBe(text);
    }
    for (const text of ['2569-12-31', '2572-01-01', '5786-04-26', '1404-10-25']) expect(end(text)).toBeNull();
  });
});
