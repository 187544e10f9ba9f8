import { describe, expect, test } from 'vitest';
import { lookupTags } from '../../src/domain/labels.ts';
import { ENGLISH, wordsOf } from '../../src/words/words-of.ts';
import type { Words } from '../../src/words/words.ts';

const ARABIC = {
  'top-stories': 'الأهم',
  'story-count':
    '{count, plural, zero {لا أخبار} one {خبر واحد} two {خبران} few {# أخبار} many {# خبرًا} other {# خبر}}',
  'archive-intro': 'كل ما نشره {site}.',
  'story-published': 'نُشر في {time}.',
};
const arabic = (locale = 'ar-u-nu-latn'): Words => wordsOf({ language: 'ar', locale }, { ar: ARABIC });

test('a text is said as it is, a message with its values', () => {
  expect(ENGLISH.plain('top-stories')).toBe('Top stories');
  expect(ENGLISH.say('series-whole', { site: 'The Courier', count: 1 })).toBe(
    'A series from The Courier in 1 part.',
  );
  expect(ENGLISH.say('page-position-of', { page: 2, last: 1204 })).toBe('Page 2 of 1,204');
  expect(ENGLISH.say('archive-title', { period: '{x} <b> $&' })).toBe('Archive: {x} <b> $&');
  expect(ENGLISH.around('partner-as-of-long')).toEqual([
    'As of ',
    ': its newest stories could not be fetched since.',
  ]);
});

test('what it takes is a matter of types', () => {
  // @ts-expect-error a value is missing
  ENGLISH.say('archive-intro');
  // @ts-expect-error it has another name
  ENGLISH.say('archive-intro', { sight: 'x' });
  // @ts-expect-error it is a number
  ENGLISH.say('story-count', { count: '3' });
  // @ts-expect-error it takes nothing
  ENGLISH.say('top-stories', { count: 3 });
  // @ts-expect-error a view fills it
  ENGLISH.say('story-published', { time: 'x' });
  // @ts-expect-error it has no place for an element
  expect(() => ENGLISH.around('top-stories')).toThrow(Error);
  // @ts-expect-error it takes something
  expect(() => ENGLISH.plain('archive-intro')).toThrow(/takes something/);
  // @ts-expect-error there is no such word
  expect(() => ENGLISH.plain('top-story')).toThrow(/no word of the interface/);
});

test('what readers are to type is set apart in a language of the other direction', () => {
  const { plain, say } = wordsOf({ language: 'ar', locale: 'ar' }, {});
  expect(plain('search-slow-text')).toContain('مثل \u2068after:\u2069 مع');
  expect(say('search-no-author', { name: 'س' })).toMatch(/\u2068author:"[^"]+"\u2069\.$/);
  expect(ENGLISH.plain('search-slow-text')).not.toMatch(/[\u2066-\u2069]/);
});

describe('a newsroom’s own words', () => {
  test('have every plural of their language', () => {
    const count = (value: number) => arabic().say('story-count', { count: value });
    expect([0, 1, 2, 3, 11, 100].map(count)).toEqual([
      'لا أخبار',
      'خبر واحد',
      'خبران',
      '3 أخبار',
      '11 خبرًا',
      '100 خبر',
    ]);
  });

  test('write numbers as the locale does', () => {
    expect(arabic('ar-EG').say('story-count', { count: 3 })).toBe('٣ أخبار');
    const urdu = wordsOf({ language: 'ur', locale: 'ar-EG' }, {}).unmarked();
    expect(urdu.say('page-position', { page: 12 })).toBe('Page ١٢');
  });

  test('put an element where the language has it', () => {
    expect(arabic().around('story-published')).toEqual(['نُشر في ', '.']);
  });

  test('fall back to English key by key, with the plurals of English', () => {
    const belarusian = wordsOf(
      { language: 'be', locale: 'be' },
      { be: { 'top-stories': 'Галоўнае' } },
    ).unmarked();
    expect(belarusian.plain('top-stories')).toBe('Галоўнае');
    expect(belarusian.plain('partner-news')).toBe('Partner news');
    expect([1, 2, 21].map((count) => belarusian.say('story-count', { count }))).toEqual([
      '1 story',
      '2 stories',
      '21 stories',
    ]);
  });

  test('are those of the closest file: of the language, then labels.yaml', () => {
    const site = { language: 'pt-BR', locale: 'pt-BR' };
    const words = wordsOf(site, {
      '': { 'top-stories': 'plain', 'partner-news': 'plain', archive: 'plain' },
      pt: { 'top-stories': 'pt', 'partner-news': 'pt' },
      'pt-BR': { 'top-stories': 'pt-BR' },
      en: { corrections: 'not for it' },
    });
    expect([words.plain('top-stories'), words.plain('partner-news'), words.plain('archive')]).toEqual([
      'pt-BR',
      'pt',
      'plain',
    ]);
    expect(words.plain('corrections')).toBe('Correções');
    expect(lookupTags('zh-Hant-TW')).toEqual(['zh-Hant-TW', 'zh-Hant', 'zh']);
    expect(lookupTags('de-x-news')).toEqual(['de-x-news', 'de']);
  });

  test('that another version of the program allowed are not said', () => {
    const words = wordsOf(
      { language: 'en', locale: 'en' },
      { '': { 'archive-intro': '{sight}', 'top-stories': '{' } },
    );
    expect(words.say('archive-intro', { site: 'X' })).toBe('Every story that X has published, by date.');
    expect(words.plain('top-stories')).toBe('Top stories');
  });

  test('are made once for a site and its labels', () => {
    const site = { language: 'en', locale: 'en' };
    const labels = { '': { 'top-stories': 'Best' } };
    expect(wordsOf(site, labels)).toBe(wordsOf(site, labels));
    expect(wordsOf(site, {}).plain('top-stories')).toBe('Top stories');
  });
});

describe('names within a sentence', () => {
  test('are isolated where they run the other way, and only there', () => {
    expect(ENGLISH.say('author-feed', { name: 'هند' })).toBe('RSS feed of \u2068هند\u2069');
    expect(ENGLISH.say('author-feed', { name: 'Հասմիկ' })).toBe('RSS feed of Հասմիկ');
    expect(arabic().say('archive-intro', { site: 'The Courier (2016)' })).toBe(
      'كل ما نشره \u2068The Courier (2016)\u2069.',
    );
    expect(arabic().say('archive-intro', { site: 'البريد' })).toBe('كل ما نشره البريد.');
  });

  test('are isolated in messages with choices too', () => {
    expect(ENGLISH.say('series-so-far', { site: 'הארץ', count: 2 })).toBe(
      'A series from \u2068הארץ\u2069, with 2 parts so far.',
    );
  });
});
