import { describe, expect, test } from 'vitest';
import { readSite } from '../../src/config/read-site.ts';

function read(text: string) {
  const { site, problems } = readSite(text);
  const told = problems.map((one) => `${one.line}:${one.column} ${one.severity} ${one.code}`);
  return { site, told, problems };
}

const THREE = `languages: [hy, ru, en]
timeZone: Asia/Yerevan
name: {hy: Ամսագիր, ru: Журнал, en: The Monthly}
description:
  hy: "Լուրեր: ամեն օր"
  ru: Новости
  en: News
place: {hy: Երևան, ru: Ереван, en: Yerevan}
locale: {en: en-GB}
publisher:
  name: {hy: Մեդիա, ru: Медиа, en: Media}
sections:
  world: {hy: Աշխարհ, ru: Мир, en: World}
  arts:
    name: {hy: Արվեստ, ru: Искусство, en: Arts}
    description: {hy: Գրքեր, ru: Книги, en: Books}
`;

test('a site in three languages, the first of which is its own', () => {
  const { site, told } = read(THREE);
  expect(told).toEqual([]);
  expect(site).toMatchObject({
    language: 'hy',
    locale: 'hy',
    name: 'Ամսագիր',
    description: 'Լուրեր: ամեն օր',
    place: 'Երևան',
    publisher: { name: 'Մեդիա' },
    sections: [
      { slug: 'world', name: 'Աշխարհ', description: null },
      { slug: 'arts', name: 'Արվեստ', description: 'Գրքեր' },
    ],
  });
  expect(site?.editions).toEqual([
    {
      edition: 'ru',
      language: 'ru',
      locale: 'ru',
      name: 'Журнал',
      description: 'Новости',
      place: 'Ереван',
      publisherName: 'Медиа',
      sections: [
        { slug: 'world', name: 'Мир', description: null },
        { slug: 'arts', name: 'Искусство', description: 'Книги' },
      ],
    },
    {
      edition: 'en',
      language: 'en',
      locale: 'en-GB',
      name: 'The Monthly',
      description: 'News',
      place: 'Yerevan',
      publisherName: 'Media',
      sections: [
        { slug: 'world', name: 'World', description: null },
        { slug: 'arts', name: 'Arts', description: 'Books' },
      ],
    },
  ]);
});

const BASE = 'name: The Times\ntimeZone: Asia/Yerevan\n';
const one = (text: string) => read(`${BASE}${text}`);

test.each([
  ['language: hy\n'],
  ['languages: [hy]\n'],
  ['languages: hy\n'],
  ['language: hy\nlanguages: [hy]\n'],
])('a site in one language is the same, however that is said: %j', (text) => {
  const { site, told } = one(`${text}sections: [Աշխարհ]\n`);
  expect(told).toEqual([]);
  expect(JSON.stringify(site)).toBe(JSON.stringify(one('language: hy\nsections: [Աշխարհ]\n').site));
  expect(site).not.toHaveProperty('editions');
});

describe('the languages', () => {
  const tagsOf = (text: string): string[] => {
    const { site } = one(text);
    return site === null ? [] : [site.language, ...(site.editions ?? []).map(({ language }) => language)];
  };

  test.each([
    ['languages: [hy, ru]', ['hy', 'ru'], []],
    ['languages: hy, pt_br zh-hans', ['hy', 'pt-BR', 'zh-Hans'], []],
    // A key that YAML itself takes for a word of no.
    ['languages: [no, en]', ['no', 'en'], []],
    ['languages: [iw, ar]', ['he', 'ar'], []],
    ['languages: [hyw, hy]', ['hyw', 'hy'], []],
    ['languages: {hy: {weight: 1}, ru: {weight: 2}}', ['hy', 'ru'], ['3:12 warning value-form']],
    ['languages: [hy, russian]', ['hy'], ['3:17 warning language-invalid']],
    ['languages: [hy, [ru]]', ['hy'], ['3:17 warning language-invalid']],
    ['languages: [hy, ru, RU]', ['hy', 'ru'], ['3:21 warning language-twice']],
    ['languages: [hy, pt-BR, pt-br]', ['hy', 'pt-BR'], ['3:24 warning language-twice']],
    ['languages: [ru, hy]\nlanguage: hy', ['hy', 'ru'], ['3:12 warning languages-differ']],
    ['languages: [ru]\nlanguage: hy', ['hy', 'ru'], ['3:12 warning languages-differ']],
    ['language: hy\nlanguages: []', ['hy'], []],
    ['language: hy\nlanguages:', ['hy'], []],
  ])('%j', (text, tags, told) => {
    expect(tagsOf(text)).toEqual(tags);
    expect(one(text).told).toEqual(told);
  });

  test('are at most twenty', () => {
    const many = 'hy ru en de fr es it pt pl uk ka tr fa ar he zh ja ko el nl sv da';
    const { site, told } = one(`languages: [${many.replaceAll(' ', ', ')}]`);
    expect(site?.editions).toHaveLength(19);
    expect(told).toEqual(['3:93 warning value-too-long']);
  });

  test('none at all is no site', () => {
    expect(one('').told).toEqual(['1:1 error value-missing']);
    expect(one('languages: [armenian]').told).toEqual([
      '1:1 error value-missing',
      '3:13 warning language-invalid',
    ]);
    expect(one('languages: [armenian]').site).toBeNull();
  });
});

describe('words that one language lacks are those of the site’s own', () => {
  test.each([
    // One name for all is no fault, nor the city that the time zone has.
    ['', {}, []],
    ['description: News\n', { description: 'News' }, ['4:14 warning words-missing']],
    ['place: Gyumri\n', { place: 'Gyumri' }, ['4:8 warning words-missing']],
    ['place: {en: Gyumri}\n', { place: 'Gyumri' }, ['4:8 warning words-missing']],
    ['place: {en: Gyumri, ru: Гюмри}\n', { place: 'Гюмри' }, []],
    ['place: {en: Gyumri, RU: Гюмри}\n', { place: 'Гюмри' }, []],
    ['place: {en: Gyumri, ru: [Гюмри]}\n', { place: 'Gyumri' }, ['4:25 warning value-form']],
    ['place: {en: Gyumri, ru: {ru: Гюмри}}\n', { place: 'Gyumri' }, ['4:25 warning value-form']],
    ['place: {en: Gyumri, ru: 1984}\n', { place: '1984' }, []],
    ['place: {en: Gyumri, ru: ""}\n', { place: 'Gyumri' }, ['4:25 warning value-missing']],
    ['place: {en: Gyumri, ru: null}\n', { place: 'Gyumri' }, ['4:8 warning words-missing']],
    ['place: {en: Gyumri, ru: Гюмри, de: Gümri}\n', { place: 'Гюмри' }, ['4:32 warning language-unlisted']],
    ['place: {en: Gyumri, ru: Гюмри, city: X}\n', { place: 'Гюмри' }, ['4:32 warning language-unlisted']],
    ['locale: en-GB\n', { locale: 'ru' }, []],
    ['locale: {en: en-GB}\n', { locale: 'ru' }, []],
    ['locale: {ru: ru-AM}\n', { locale: 'ru-AM' }, []],
    ['locale: {ru: russian}\n', { locale: 'ru' }, ['4:14 warning language-invalid']],
    ['publisher: {name: Media}\n', { publisherName: 'Media' }, []],
    ['publisher: {name: {en: Media, ru: Медиа}}\n', { publisherName: 'Медиа' }, []],
    ['publisher: {name: {en: Media}}\n', { publisherName: 'Media' }, ['4:19 warning words-missing']],
  ])('%j', (text, words, told) => {
    const { site, told: found } = one(`languages: [en, ru]\n${text}`);
    expect(found).toEqual(told);
    expect(site?.editions?.[0]).toMatchObject(words);
  });

  test('say in which languages, and how to write them', () => {
    const { problems } = read(`languages: [hy, ru, en]\ntimeZone: UTC\nname: A\ndescription: {hy: Ա}\n`);
    expect(problems).toMatchObject([
      {
        message: 'description: is not written in Russian and English; readers see the site’s own words.',
        hint: 'Write it in each language: {hy: …, ru: …, en: …}.',
      },
    ]);
  });

  test('and the site’s own are those of the first that is written, where it lacks them itself', () => {
    const { site, told } = read('languages: [hy, ru]\ntimeZone: UTC\nname: {ru: Журнал}\n');
    expect(site).toMatchObject({ name: 'Журнал', publisher: { name: 'Журнал' } });
    expect(told).toEqual(['3:7 warning words-missing']);
  });

  test('a publisher without a name is called as the site in each language', () => {
    const { site } = read('languages: [hy, ru]\ntimeZone: UTC\nname: {hy: Ամսագիր, ru: Журнал}\n');
    expect(site?.editions?.[0]?.publisherName).toBe('Журнал');
  });
});

describe('the sections', () => {
  const sectionsOf = (text: string) => {
    const { site, told } = one(`languages: [en, ru]\nsections:${text}`);
    const names = (sections: readonly { slug: string; name: string }[] = []) =>
      sections.map(({ slug, name }) => `${slug} ${name}`).join(', ');
    return [names(site?.sections), names(site?.editions?.[0]?.sections), told];
  };

  test.each([
    [' {world: {en: World, ru: Мир}}', 'world World', 'world Мир', []],
    [' {world: World}', 'world World', 'world World', ['4:19 warning words-missing']],
    [' {world: {name: {en: World, ru: Мир}}}', 'world World', 'world Мир', []],
    [' [{name: {en: World, ru: Мир}}]', 'world World', 'world Мир', []],
    [' [{en: World, ru: Мир}]', 'world World', 'world Мир', []],
    [' [{name: {en: World, ru: Мир}, slug: globe}]', 'globe World', 'globe Мир', []],
    [' [World]', 'world World', 'world World', ['4:12 warning words-missing']],
    [' {world: {ru: Мир}}', 'world Мир', 'world Мир', ['4:19 warning words-missing']],
    // An accent that is a sign of its own is the same letter.
    [' {arts: {en: Cafe\u0301, ru: Искусство}}', 'arts Café', 'arts Искусство', []],
    [' {My Arts: {en: Arts, ru: Искусство}}', '', '', ['4:12 error slug-invalid']],
    [' {world: [World]}', '', '', ['4:19 error value-form']],
    [' {world: {en: {x: y}, ru: Мир}}', '', '', ['4:24 error value-form']],
    [' {world: {en: World, ru: [Мир]}}', 'world World', 'world World', ['4:35 warning value-form']],
    [' World', '', '', ['4:11 error value-form']],
  ])('%j', (text, own, other, told) => {
    expect(sectionsOf(text)).toEqual([own, other, told]);
  });

  test('have descriptions in each language', () => {
    const { site, told } = one(
      'languages: [en, ar]\nsections: [{name: {en: Arts, ar: فنون}, description: {en: Books, ar: كتب}}]\n',
    );
    expect(told).toEqual([]);
    expect(site?.editions?.[0]?.sections).toEqual([{ name: 'فنون', slug: 'arts', description: 'كتب' }]);
  });
});
