import { describe, expect, test } from 'vitest';
import { withInitialCapital } from '../../src/words/initial-capital.ts';
import {
  dayInYear,
  dayNumber,
  instantTime,
  longDay,
  periodName,
  wholeDay,
} from '../../src/pages/parts/format-date.ts';
import { ENGLISH } from '../../src/words/words-of.ts';

const DAY = '2016-11-04';

describe('dates as papers print them', () => {
  test.each([
    ['ru', '4 ноября 2016', 'ноябрь 2016', 'пятница, 4 ноября 2016', '4 ноября'],
    ['uk', '4 листопада 2016', 'листопад 2016', 'пʼятниця, 4 листопада 2016', '4 листопада'],
    ['hy', '4 նոյեմբերի, 2016', 'նոյեմբեր 2016', 'ուրբաթ, 4 նոյեմբերի, 2016', '4 նոյեմբերի'],
    ['hy-AM', '4 նոյեմբերի, 2016', 'նոյեմբեր 2016', 'ուրբաթ, 4 նոյեմբերի, 2016', '4 նոյեմբերի'],
    ['pl', '4 listopada 2016', 'listopad 2016', 'piątek, 4 listopada 2016', '4 listopada'],
    ['tr', '4 Kasım 2016', 'Kasım 2016', '4 Kasım 2016 Cuma', '4 Kasım'],
    ['fr', '4 novembre 2016', 'novembre 2016', 'vendredi 4 novembre 2016', '4 novembre'],
    ['en-GB', '4 November 2016', 'November 2016', 'Friday, 4 November 2016', '4 November'],
  ])('%s', (locale, day, month, weekday, inYear) => {
    expect(wholeDay(DAY, locale)).toBe(day);
    expect(periodName(DAY, locale)).toBe(day);
    expect(periodName('2016-11', locale)).toBe(month);
    expect(longDay(DAY, locale)).toBe(weekday);
    expect(dayInYear(DAY, locale)).toBe(inYear);
  });

  test('begin a month with an ordinal in French and in Brazil', () => {
    expect(wholeDay('2016-11-01', 'fr-CA')).toBe('1er novembre 2016');
    expect(dayInYear('2016-11-01', 'fr')).toBe('1er novembre');
    expect(longDay('2016-11-01', 'fr')).toBe('mardi 1er novembre 2016');
    expect(periodName('2016-11', 'fr')).toBe('novembre 2016');
    expect(wholeDay('2016-11-11', 'fr')).toBe('11 novembre 2016');
    expect(dayNumber('2016-11-01', 'fr')).toBe('1');
    expect(['pt', 'pt-BR', 'pt-PT'].map((locale) => dayInYear('2016-11-01', locale))).toEqual([
      '1º de novembro',
      '1º de novembro',
      '1 de novembro',
    ]);
  });

  test('are short where papers have short names of months', () => {
    const short = (locale: string): string =>
      instantTime(
        Date.parse('2016-11-04T09:05Z'),
        { site: { locale, timeZone: 'UTC', place: 'Yerevan' }, words: ENGLISH },
        true,
      ).text;
    expect(['ru', 'hy', 'en-GB'].map(short)).toEqual([
      '4 нояб. 2016, 09:05',
      '4 նոյեմբերի, 2016, 09:05',
      '4 Nov 2016, 09:05',
    ]);
  });
});

test('a date begins a line with a capital, but in Georgian', () => {
  const begin = (text: string, language: string): string => withInitialCapital(text, language);
  expect(begin('ноябрь 2016', 'ru')).toBe('Ноябрь 2016');
  expect(begin('նոյեմբեր 2016', 'hy-AM')).toBe('Նոյեմբեր 2016');
  expect(begin('istanbul', 'tr')).toBe('İstanbul');
  expect(begin('ნოემბერი, 2016', 'ka')).toBe('ნოემბერი, 2016');
  expect(begin('2016', 'ru')).toBe('2016');
  expect(begin('', 'ru')).toBe('');
});
