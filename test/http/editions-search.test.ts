import { describe, expect, test } from 'vitest';
import { openEditionsDesk, version } from './editions-desk.ts';

const desk = openEditionsDesk(
  version(null, 'The bridge of Sevan', { slug: 'bridge' }),
  version('ru', 'Мост у озера Sevan', { slug: 'bridge' }),
  version('ar', 'جسر Sevan', { slug: 'bridge' }),
  version('de', 'Die Brücke am Sevan', { slug: 'bruecke' }),
);

const stories = (html: string): string[] =>
  [...html.matchAll(/href="(?:https:\/\/courier\.test)?(\/(?:[a-z]{2}\/)?2016\/[^"]+)"/g)].map(
    ([, path = '']) => path,
  );
const search = async (path: string, query: string): Promise<string> => {
  const { status, body } = await desk.get(`${path}?q=${encodeURIComponent(query)}`);
  expect(status).toBe(200);
  return /<section aria-labelledby="search-result">.*?<\/section>/s.exec(body)?.[0] ?? '';
};
const languagesOf = (html: string): string[] =>
  [...new Set(stories(html).map((path) => /^\/([a-z]{2})\//.exec(path)?.[1] ?? ''))].toSorted();

describe('a search', () => {
  test.each([
    ['/search', 'sevan', ['', 'de']],
    ['/ru/search', 'sevan', ['ru']],
    ['/ru/search', 'мостами', ['ru']],
    ['/ar/search', 'sevan', ['ar']],
    ['/search', 'sevan lang:ru', ['ru']],
    ['/ru/search', 'sevan lang:all', ['', 'ar', 'de', 'ru']],
    ['/ru/search', 'sevan lang:немецкий', ['de']],
  ])('at %s for %s finds stories in %j', async (path, query, languages) => {
    expect(languagesOf(await search(path, query))).toEqual(languages);
  });

  test('leads to the same in all editions, and back', async () => {
    const own = await search('/ru/search', 'sevan');
    expect(own).toContain('<a href="/ru/search?q=sevan%20lang%3Aall">Искать на всех языках</a>');
    const all = await search('/ru/search', 'lang:all sevan');
    expect(all).toContain('<a href="/ru/search?q=sevan">Искать только на этом языке</a>');
    expect(await search('/ru/search', 'sevan lang:de')).not.toContain('языках');
  });

  test('names the language, or those that there are, in the edition’s words', async () => {
    expect(await search('/ru/search', 'sevan lang:de')).toContain(
      'Язык: <strong dir="auto">немецкий</strong>',
    );
    const unknown = await search('/ru/search', 'sevan lang:it');
    expect(unknown).toContain(
      'Материалов на языке «it» нет. Языки сайта: арабский, немецкий, английский, русский.',
    );
  });
});

test('a section is found by its name in any language, and shown as the edition calls it', async () => {
  for (const name of ['Мир', 'world', 'العالم']) {
    const found = await search('/ru/search', `sevan section:${name}`);
    expect(languagesOf(found)).toEqual(['ru']);
    expect(found).toContain('<strong dir="auto">Мир</strong>');
  }
});

test('the help shows how a language is chosen', async () => {
  expect((await desk.get('/ru/search')).body).toContain('>lang:en</a>');
  expect((await desk.get('/search')).body).toContain('>lang:ru</a>');
});
