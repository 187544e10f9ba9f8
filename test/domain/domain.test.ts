import { describe, expect, test } from 'vitest';
import { isInScriptOf, isLanguageTag, languageNamed, textDirection } from '../../src/domain/language.ts';
import { lastModified } from '../../src/domain/last-modified.ts';
import { momentAt } from '../../src/domain/moment.ts';
import { parsePeriod } from '../../src/domain/days/period.ts';
import { formerSlugsOf, toSlug } from '../../src/domain/slug.ts';
import {
  archivePath,
  articlePath,
  isArticlePath,
  isReservedName,
  languagePrefix,
  pagedPath,
  topicPath,
} from '../../src/domain/urls.ts';
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
    ['ຂ່າວ ມື້ນີ້', 'ຂ່າວ-ມື້ນີ້'],
    ['ព័ត៌មាន', 'ព័ត៌មាន'],
    ['သတင်းများ', 'သတင်းများ'],
    ['湖上のフェリー、再開', '湖上のフェリー-再開'],
    ['호수의 나룻배', '호수의-나룻배'],
    ['الحُكُومَةُ والـــبحيرة', 'الحكومة-والبحيرة'],
    ['أُكِّدَ آخِرُ قرارٍ', 'أكد-آخر-قرار'],
    ['هَٰذَا', 'هذا'],
    ['הַסְּפִינָה שֶׁל הָאֲגַם', 'הספינה-של-האגם'],
    ['צה״ל צה"ל דו־קיום', 'צהל-צהל-דו-קיום'],
    ['ג׳ירפה ל׳', 'גירפה-ל'],
    ['"Ха-Арец" и "הארץ"', 'ха-арец-и-הארץ'],
    ['IĞDIR Iğdır', 'iğdir-iğdır'],
    ['Straße STRASSE', 'straße-strasse'],
    ["м’ята м'ята мʼята м‘ята м＇ята", 'мята-мята-мята-мята-мята'],
    ["Oʻzbek O‘zbek O'zbek Oʼzbek", 'ozbek-ozbek-ozbek-ozbek'],
    ['‘Quoted’ – “so”', 'quoted-so'],
    ['Ｆｅｒｒｙ　２０２６：ﾌｪﾘｰ', 'ferry-2026-フェリー'],
    ['Ինչո՞ւ ոչ՛ հա՜', 'ինչու-ոչ-հա'],
  ])('%s → %s', (name, slug) => {
    expect(toSlug(name)).toBe(slug);
  });

  test.each([
    ['İzmir', ['i\u0307zmir']],
    ['می\u200cخواهم', ['می-خواهم']],
    ['می\u200cخواهم عِید', ['میخواهم-عِید', 'می-خواهم-عِید']],
    ['צה״ל', ['צה-ל']],
    ['Ինչո՞ւ', ['ինչո-ւ']],
    ['Ｆｅｒｒｙ', ['ｆｅｒｒｙ']],
    ['Oʻzbek', ['oʻzbek']],
    ['Kerry, Putin', []],
    ['Սփյուռք և Straße — Iğdır’da', []],
    ['เรือข้ามฟาก 湖上の船', []],
  ])('%s had the slugs %s by former rules', (name, slugs) => {
    expect(formerSlugsOf(name)).toEqual(slugs);
  });

  test('a slug is its own slug', () => {
    for (const name of ['الحُكُومَةُ', 'צה״ל', 'Ｆｅｒｒｙ', 'İÇİN', 'می\u200cخواهم', 'Oʻzbek', 'Ինչո՞ւ']) {
      expect(toSlug(toSlug(name))).toBe(toSlug(name));
    }
  });
});

describe('paths', () => {
  test('are percent-encoded and carry no trailing slash', () => {
    expect(articlePath('2016-07-15', 'a-b')).toBe('/2016/07/15/a-b');
    expect(archivePath('2016-07')).toBe('/2016/07');
    expect(articlePath('2016-07-15', 'a-b', 'pt-br')).toBe('/pt-br/2016/07/15/a-b');
    expect(topicPath('սփյուռք')).toBe(`/topics/${encodeURIComponent('սփյուռք')}`);
    expect(pagedPath('/2016', 1)).toBe('/2016');
    expect(pagedPath('/2016', 2)).toBe('/2016?page=2');
  });
});

describe('languages in paths', () => {
  test.each([
    ['de', 'en', 'de'],
    ['pt-BR', 'en', 'pt-br'],
    ['zh-Hant', 'zh-Hans', null],
    ['en-GB', 'en', null],
    ['en', 'en-GB', null],
    [null, 'en', null],
    ['hyw', 'hy', 'hyw'],
    ['x-klingon', 'en', null],
  ])('%s on a site in %s', (language, siteLanguage, prefix) => {
    expect(languagePrefix(language, siteLanguage)).toBe(prefix);
  });

  test.each([
    ['/2016/07/15/a', true],
    ['/de/2016/07/15/a', true],
    ['/zh-hant/2016/07/15/a', true],
    ['/blog/2016/07/15/a', false],
    ['/de/fr/2016/07/15/a', false],
    ['/2016/07/15', false],
    ['/de/2016/07/15', false],
  ])('%s is the path of an article: %s', (path, isArticle) => {
    expect(isArticlePath(path)).toBe(isArticle);
  });

  test.each(['de', 'uk', 'zh-hans', 'pt-br', 'es-419', '2016', 'search'])(
    '%s is no name of a page',
    (name) => {
      expect(isReservedName(name)).toBe(true);
    },
  );

  test.each(['faq', 'new', 'map', 'tv', 'us', 'pr', 'to-do', 'no-ads', 'am-pm', 'be-well', 'about-de'])(
    '%s may be a page',
    (name) => {
      expect(isReservedName(name)).toBe(false);
    },
  );

  test.each([
    ['DE', 'de'],
    ['zh_CN', 'zh-CN'],
    ['sr-latn', 'sr-Latn'],
    ['iw', 'he'],
    ['index', null],
    ['la-la', null],
  ])('the name %s is the language %s', (name, tag) => {
    expect(languageNamed(name)).toBe(tag);
  });

  test.each([
    ['uk', 'The news of the day', false],
    ['uk', 'Новини дня in Kyiv', true],
    ['ja', 'ニュース', true],
    ['zh-Hans', '新闻', true],
    ['de', 'Новини дня', false],
    ['de', '2016', true],
  ])('%s: "%s" is in its letters: %s', (language, text, isSo) => {
    expect(isInScriptOf(text, language)).toBe(isSo);
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
