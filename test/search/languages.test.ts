import { describe, expect, test } from 'vitest';
import { SAMPLE_NOW } from '../support/sample-catalog.ts';
import { SAMPLE_SITE } from '../support/sample-site.ts';
import { openSearchDesk, type SearchDesk, story } from './search-desk.ts';

const edition = (language: string, name: string) => ({
  edition: language.toLowerCase(),
  language,
  locale: language,
  name,
  description: null,
  publisherName: name,
  sections: SAMPLE_SITE.sections,
  place: 'Lakeside',
});

/** A newsroom in English with editions in Russian and French, and a German story that has none. */
function openEditions(): SearchDesk {
  const desk = openSearchDesk();
  const site = { ...SAMPLE_SITE, editions: [edition('ru', 'Курьер'), edition('fr', 'Le Courrier')] };
  desk.desk.publisher.publish({ site: JSON.stringify(site) }, SAMPLE_NOW);
  desk.publish(
    story('en', 'The elections of Erevan', 'The ferry returns.'),
    story('ru', 'Выборы на озере', 'Erevan и паром.', { language: 'ru' }),
    story('ru-kz', 'Паром на озере', 'Erevan', { language: 'ru-KZ' }),
    story('fr', 'Les élections nationales', 'Erevan et le travail.', { language: 'fr' }),
    story('de', 'Wahlen in Erevan', 'Die Fähre.', { language: 'de' }),
    story('late', 'Embarghi', 'Erevan', { language: 'it', published: '2030-01-01T09:00' }),
  );
  return desk;
}

const { slugs, found, ask } = openEditions();
const sorted = (query: string, given = {}): string[] => slugs(query, given).toSorted();

describe('a search at an edition', () => {
  test.each([
    ['', ['de', 'en']],
    ['ru', ['ru', 'ru-kz']],
    ['fr', ['fr']],
  ])('%j finds its own stories, the site’s own those that are in no edition as well', (edition, stories) => {
    expect(sorted('erevan', { edition })).toEqual(stories);
  });

  test('finds all where the reader says so', () => {
    for (const query of ['erevan lang:all', 'erevan language:ALL']) {
      expect(sorted(query, { edition: 'fr' })).toEqual(['de', 'en', 'fr', 'ru', 'ru-kz']);
    }
    expect(found('erevan lang:all').filters).toEqual([{ name: 'lang', value: 'all', isKnown: true }]);
  });

  test('of an edition without stories finds nothing', () => {
    expect(slugs('erevan', { edition: 'hy' })).toEqual([]);
  });

  test('stems words as its stories do, and those of all where all are sought', () => {
    expect(slugs('électoral national', { edition: 'fr' })).toEqual([]);
    expect(slugs('election nationaux', { edition: 'fr' })).toEqual(['fr']);
    expect(sorted('election lang:all')).toEqual(['en', 'fr']);
    expect(slugs('выборами', { edition: 'ru' })).toEqual(['ru']);
    expect(slugs('"elections nationale" lang:all')).toEqual(['fr']);
    expect(slugs('wahl')).toEqual(['de']);
  });
});

describe('a language is told', () => {
  test.each([
    ['lang:ru', ['ru', 'ru-kz']],
    ['lang:RU erevan', ['ru', 'ru-kz']],
    ['lang:ru-KZ', ['ru-kz']],
    ['lang:ru_kz', ['ru-kz']],
    ['lang:Russian', ['ru', 'ru-kz']],
    ['language:русский', ['ru', 'ru-kz']],
    ['lang:allemand', ['de']],
    ['lang:Deutsch', ['de']],
    ['lang:en', ['en']],
    ['lang:ru lang:fr', []],
    ['lang:de -fähre', []],
  ])('%s', (query, stories) => {
    expect(sorted(query)).toEqual(stories);
  });

  test('by its tag', () => {
    expect(found('lang:русский').filters).toEqual([{ name: 'lang', value: 'ru', isKnown: true }]);
  });

  test('of which there are no stories, or none yet, with those that there are', () => {
    for (const value of ['it', 'Italian', 'xx', 'nonsense', '"two words"']) {
      const { hits, filters } = found(`erevan lang:${value}`);
      expect(hits).toEqual([]);
      expect(filters).toEqual([
        {
          name: 'lang',
          value: value.replaceAll('"', ''),
          isKnown: false,
          choices: ['de', 'en', 'fr', 'ru', 'ru-KZ'],
        },
      ]);
    }
  });

  test('alone it lists the newest of the language; nothing at all asks for nothing', () => {
    expect(found('lang:fr').total.count).toBe(1);
    expect(ask('lang:').kind).not.toBe('cut-off');
    expect(ask('   ').kind).toBe('nothing-asked');
  });
});

test('a site in one language finds stories in every language, each by its own stems', () => {
  const one = openSearchDesk([
    story('en', 'Elections in Erevan', 'x'),
    story('de', 'Wahlen in Erevan', 'Häuser', { language: 'de' }),
  ]);
  expect(one.slugs('erevan').toSorted()).toEqual(['de', 'en']);
  expect(one.slugs('haus')).toEqual(['de']);
  expect(one.slugs('elected')).toEqual(['en']);
  expect(one.slugs('erevan lang:de')).toEqual(['de']);
});
