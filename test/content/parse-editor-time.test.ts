import { describe, expect, test } from 'vitest';
import { parseEditorTime } from '../../src/content/parse-editor-time.ts';

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
    ['tomorow', '"tomorow" is not a date.', 'Write it as 2026-11-22 09:30.'],
    ['15.07.2016', '"15.07.2016" is not a date.', 'Write it as 2016-07-15.'],
    ['15.07.2016 9:05', '"15.07.2016 9:05" is not a date.', 'Write it as 2016-07-15 09:05.'],
    ['07/15/2016', '"07/15/2016" is not a date.', 'Write it as 2016-07-15.'],
    [
      '05/06/2016',
      '"05/06/2016" is not a date.',
      'Write the year first, then the month: 2016-06-05 if the day came first.',
    ],
    ['2016/07/15', '"2016/07/15" is not a date.', 'Write it as 2016-07-15.'],
    [
      '0000-01-01',
      '"0000-01-01" is not in a year from 1000 to 9999.',
      'Check the year. Write it as 2026-11-22 09:30.',
    ],
    ['45.45.2016', '"45.45.2016" is not a date.', 'Write it as 2026-11-22 09:30.'],
  ])('%s', (text, message, hint) => {
    expect(parseEditorTime(text, 'Asia/Yerevan')).toEqual({ moment: null, message, hint });
  });

  test.each([
    '2026-13-45',
    '2026-02-30',
    '2026-01-01 25:00',
    '2026-01-01 12:60',
    '2026-01-01 12:30:60',
    '2026-01-01 12:30 +99:00',
    '12:30',
    '20160715',
    '',
    '2016-07-15 09:30 and more',
    '0000-01-01 00:00 +23:59',
    '0999-12-31 12:00',
    '9999-12-31 23:59 -12:00',
  ])('%s', (text) => {
    expect(parseEditorTime(text, 'Asia/Yerevan').moment).toBeNull();
  });
});
