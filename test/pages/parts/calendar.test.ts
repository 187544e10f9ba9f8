import { describe, expect, test } from 'vitest';
import { firstWeekday } from '../../../src/domain/language.ts';
import { buildArchiveIndexPage } from '../../../src/pages/archive-index-page.ts';
import { buildMonthCalendar, buildYear } from '../../../src/pages/parts/calendar.ts';
import { sampleContext } from '../../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle } from '../../support/sample-site.ts';

const articles = [
  sampleArticle({ title: 'First', published: '2016-02-01T00:30' }),
  sampleArticle({ title: 'Last', published: '2016-02-29T23:30' }),
  sampleArticle({ title: 'Last too', published: '2016-02-29' }),
  sampleArticle({ title: 'Draft', published: '2016-02-10', isDraft: true }),
  sampleArticle({ title: 'Later', published: '2016-07-30' }),
];
const contextIn = (locale: string) => sampleContext({ articles }, { site: { ...SAMPLE_SITE, locale } });

describe('the week begins as the locale has it', () => {
  test.each([
    ['en-GB', 1, 'Monday', 'Mon'],
    ['en-US', 7, 'Sunday', 'Sun'],
    ['hy', 1, 'երկուշաբթի', 'երկ'],
    ['ar-EG', 6, 'السبت', 'س'],
  ])('%s', (locale, first, long, short) => {
    expect(firstWeekday(locale)).toBe(first);
    const { weekdays } = buildMonthCalendar(contextIn(locale), '2016-02', null);
    expect(weekdays).toHaveLength(7);
    expect(weekdays[0]).toEqual({ long, short });
  });
});

describe('a month', () => {
  test.each([
    ['2016-02', 29],
    ['2015-02', 28],
    ['1900-02', 28],
    ['2000-02', 29],
    ['2016-12', 31],
  ])('%s has %i days, once each, under their weekdays', (month, days) => {
    for (const locale of ['en-GB', 'en-US', 'ar-EG']) {
      const { weeks } = buildMonthCalendar(contextIn(locale), month, null);
      expect(new Set(weeks.map((week) => week.length))).toEqual(new Set([7]));
      expect(weeks.flat().filter((day) => day !== null)).toHaveLength(days);
      weeks.flat().forEach((day, place) => {
        if (day === null) return;
        const number =
          weeks
            .flat()
            .slice(0, place)
            .filter((one) => one !== null).length + 1;
        const { dayOfWeek } = Temporal.PlainDate.from(`${month}-${String(number).padStart(2, '0')}`);
        expect(((firstWeekday(locale) - 1 + (place % 7)) % 7) + 1).toBe(dayOfWeek);
      });
      expect(weeks.at(0)?.some((day) => day !== null)).toBe(true);
      expect(weeks.at(-1)?.some((day) => day !== null)).toBe(true);
    }
  });

  test('links its first and its last day, where they have stories, and no other', () => {
    const { caption, weeks } = buildMonthCalendar(contextIn('en-GB'), '2016-02', '2016-02-29');
    expect(caption).toBe('February 2016');
    const days = weeks.flat().filter((day) => day !== null);
    expect(days.filter(({ url }) => url !== null)).toEqual([
      {
        text: '1',
        url: '/2016/02/01',
        count: { value: 1, text: '1', phrase: '1 story' },
        isCurrent: false,
        date: '1 February 2016',
      },
      {
        text: '29',
        url: '/2016/02/29',
        count: { value: 2, text: '2', phrase: '2 stories' },
        isCurrent: true,
        date: '29 February 2016',
      },
    ]);
  });

  test('is told in the locale’s digits, and by the calendar of the addresses', () => {
    const { caption, weeks } = buildMonthCalendar(contextIn('fa-IR'), '2016-02', null);
    expect(caption).toContain('۲۰۱۶');
    expect(weeks.flat().find((day) => day !== null)?.text).toBe('۱');
  });
});

test('a year has twelve months, of which those with stories are linked', () => {
  const context = contextIn('en-GB');
  const months = buildYear(context, '2016', context.catalog.periodsWithin('2016', context.now));
  expect(months).toHaveLength(12);
  expect(months.filter(({ url }) => url !== null)).toEqual([
    { text: 'February', url: '/2016/02', count: { value: 3, text: '3', phrase: '3 stories' } },
  ]);
});

test('the archive counts every year and month, newest year first', () => {
  const older = sampleArticle({ title: 'Older', published: '2014-05-01' });
  const page = buildArchiveIndexPage(sampleContext({ articles: [...articles, older] }));
  expect(page.years.map(({ text, url, count }) => [text, url, count.value])).toEqual([
    ['2016', '/2016', 3],
    ['2014', '/2014', 1],
  ]);
  expect(page.years.map(({ months }) => months.map(({ count }) => count.value))).toEqual([
    [0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
  ]);
  expect(page.siteWays.flatMap(({ links }) => links).find(({ isCurrent }) => isCurrent)?.text).toBe(
    'Archive',
  );
  expect(buildArchiveIndexPage(sampleContext({})).years).toEqual([]);
});
