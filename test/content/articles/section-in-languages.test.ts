import { expect, test } from 'vitest';
import type { Site } from '../../../src/config/site.ts';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { parsedFor } from '../../../src/ingest/read/parsed-for.ts';
import { TEST_SITE } from '../test-site.ts';

const section = (slug: string, name: string) => ({ slug, name, description: null });
const WORDS = { name: 'Курьер', description: null, locale: 'ru', place: 'Ереван', publisherName: 'Курьер' };
const SITE: Site = {
  ...TEST_SITE,
  language: 'hy',
  sections: [section('world', 'Աշխարհ'), section('arts', 'Արվեստ')],
  editions: [
    {
      ...WORDS,
      edition: 'ru',
      language: 'ru',
      sections: [section('world', 'Мир'), section('arts', 'Искусство')],
    },
  ],
};

function read(head: string, site = SITE) {
  const text = `---\ntitle: Ferry\ndate: 2020-01-07\n${head}\n---\nWords.\n`;
  const { article, problems } = parseArticle({ file: 'articles/ferry.md', text }, site);
  return { article, problems };
}

test.each([
  ['section: world', 'world'],
  ['section: Աշխարհ', 'world'],
  ['section: Мир', 'world'],
  ['section: мир', 'world'],
  // A letter and its mark apart, as a Mac writes names.
  [`section: ${'Искусство'.normalize('NFD')}`, 'arts'],
  ['categories: [Паромы, Искусство]', 'arts'],
])('%j is of the section %s', (head, slug) => {
  const { article, problems } = read(head);
  expect(article?.section).toBe(slug);
  expect(problems).toEqual([]);
});

test('a slip is told with what may be meant, in whatever language', () => {
  expect(read('section: Искуство').problems[0]?.hint).toBe(
    'Did you mean "Искусство"? Add it to the sections of site.yaml, or choose one of them: world, arts.',
  );
  const { editions: _, ...one } = SITE;
  expect(read('section: Мир', one).article?.section).toBeNull();
});

test('articles are read again where a language or what it calls a section is another, and not for its other words', () => {
  const { editions: _, ...one } = SITE;
  const ofEdition = (changes: object): Site => ({
    ...SITE,
    editions: (SITE.editions ?? []).map((edition) => ({ ...edition, ...changes })),
  });
  const now = parsedFor(SITE);
  expect(parsedFor(one)).not.toBe(now);
  expect(parsedFor(ofEdition({ language: 'uk' }))).not.toBe(now);
  expect(parsedFor(ofEdition({ sections: [section('world', 'Планета'), section('arts', 'A')] }))).not.toBe(
    now,
  );
  expect(parsedFor(ofEdition({ name: 'Вестник', locale: 'ru-AM', place: 'Гюмри' }))).toBe(now);
});
