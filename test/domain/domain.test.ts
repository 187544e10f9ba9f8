import { describe, expect, test } from 'vitest';
import { isLanguageTag, textDirection } from '../../src/domain/language.ts';
import { lastModified } from '../../src/domain/last-modified.ts';
import { momentAt } from '../../src/domain/moment.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import { toFormerSlug, toSlug } from '../../src/domain/slug.ts';
import { archivePath, articlePath, pagedPath, topicPath } from '../../src/domain/urls.ts';
import { visibilityAt } from '../../src/domain/visibility.ts';
import { sampleMoment } from '../support/sample-site.ts';

describe('toSlug', () => {
  test.each([
    ['Kerry, Putin talk closer cooperation', 'kerry-putin-talk-closer-cooperation'],
    ['Al Qaeda’s  affiliate', 'al-qaedas-affiliate'],
    ['  — ', ''],
    ['Սփյուռք և հայրենիք', 'սփյուռք-և-հայրենիք'],
    ['Цена №1', 'цена-1'],
    ['../../etc/passwd', 'etc-passwd'],
    ['İSTANBUL’da', 'istanbulda'],
    ['I\u0307zmir', 'izmir'],
    ['Diyarbakır', 'diyarbakır'],
    ['e\u0301te\u0301', 'été'],
    ['می\u200cخواهم', 'میخواهم'],
    ['श्री\u200dलंका', 'श्रीलंका'],
    ['co\u00adope\u200bra\u2060tion', 'cooperation'],
    ['\ufeff\u202bHaifa\u202c \u200eport\u200f', 'haifa-port'],
    ['☀\ufe0f Sun', 'sun'],
    ['\u3164', ''],
    ['नमस्ते दुनिया', 'नमस्ते-दुनिया'],
    ['เรือข้ามฟาก', 'เรือข้ามฟาก'],
  ])('%s → %s', (name, slug) => {
    expect(toSlug(name)).toBe(slug);
  });

  test('the former rule parts words at what nobody sees, and leaves a dot of İ', () => {
    expect(['İzmir', 'می\u200cخواهم', 'Kerry, Putin'].map((name) => toFormerSlug(name))).toEqual([
      'i\u0307zmir',
      'می-خواهم',
      'kerry-putin',
    ]);
  });
});

describe('paths', () => {
  test('are percent-encoded and carry no trailing slash', () => {
    expect(articlePath('2016-07-15', 'a-b')).toBe('/2016/07/15/a-b');
    expect(archivePath('2016-07')).toBe('/2016/07');
    expect(topicPath('սփյուռք')).toBe(`/topics/${encodeURIComponent('սփյուռք')}`);
    expect(pagedPath('/2016', 1)).toBe('/2016');
    expect(pagedPath('/2016', 2)).toBe('/2016?page=2');
  });
});

describe('parsePeriod', () => {
  test.each([
    [['2016'], '2016'],
    [['2016', '07'], '2016-07'],
    [['2016', '02', '29'], '2016-02-29'],
    [['2015', '02', '29'], null],
    [['2016', '13'], null],
    [['2016', '7'], null],
    [['2016', '07', '00'], null],
    [['201'], null],
    [['about'], null],
  ] as const)('%j → %s', (parts, period) => {
    expect(parsePeriod(...(parts as unknown as [string, string?, string?]))).toBe(period);
  });
});

describe('momentAt', () => {
  test('fixes an instant in the zone', () => {
    const instant = Temporal.Instant.from('2016-07-14T20:30:00Z');
    expect(momentAt(instant, 'Asia/Yerevan', 'minute')).toEqual({
      epochMs: instant.epochMilliseconds,
      iso: '2016-07-15T00:30:00+04:00',
      day: '2016-07-15',
      precision: 'minute',
    });
  });
});

describe('visibilityAt', () => {
  const published = sampleMoment('2016-07-15T09:30');
  const expires = sampleMoment('2016-07-16T09:30');
  const article = { isDraft: false, published, expires };

  test.each([
    ['embargoed', published.epochMs - 1],
    ['live', published.epochMs],
    ['live', expires.epochMs - 1],
    ['expired', expires.epochMs],
  ])('%s at %d', (visibility, now) => {
    expect(visibilityAt(article, now)).toBe(visibility);
  });

  test('a draft is one at all times', () => {
    expect(visibilityAt({ ...article, isDraft: true }, expires.epochMs)).toBe('draft');
  });
});

describe('lastModified', () => {
  const published = sampleMoment('2016-07-15');
  test('is the latest of publication, update and corrections', () => {
    const updated = sampleMoment('2016-07-16');
    const date = sampleMoment('2016-07-17');
    expect(lastModified({ published, updated: null, corrections: [] })).toBe(published);
    expect(lastModified({ published, updated, corrections: [] })).toBe(updated);
    expect(lastModified({ published, updated, corrections: [{ date, text: 'x' }] })).toBe(date);
  });
});

describe('language', () => {
  test.each([
    ['en', 'ltr'],
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['fa', 'rtl'],
    ['az', 'ltr'],
    ['az-Arab', 'rtl'],
    ['hy', 'ltr'],
    ['not a tag', 'ltr'],
  ])('%s runs %s', (tag, direction) => {
    expect(textDirection(tag)).toBe(direction);
  });

  test('knows a tag from a word', () => {
    expect(isLanguageTag('zh-Hant-TW')).toBe(true);
    expect(isLanguageTag('english_gb')).toBe(false);
  });
});
