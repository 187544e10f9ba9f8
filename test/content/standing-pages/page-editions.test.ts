import { expect, test } from 'vitest';
import { parseStandingPage } from '../../../src/content/standing-pages/parse-standing-page.ts';
import { FOUR } from '../editions-site.ts';
import { brief, NOW, TEST_SITE } from '../test-site.ts';

const parse = (file: string, head = '', site = FOUR) =>
  parseStandingPage({ file, text: `---\ntitle: About\n${head}---\nText.\n` }, site, NOW);

test.each([
  ['pages/about.md', '', '', '/about', null],
  ['pages/about.hy.md', '', '', '/about', '/about-hy'],
  ['pages/hy/about.md', '', '', '/about', null],
  ['pages/about.ru.md', '', 'ru', '/ru/about', '/about-ru'],
  ['pages/ru/about.md', '', 'ru', '/ru/about', '/about-ru'],
  ['pages/about.pt-BR.md', '', 'pt-br', '/pt-br/about', '/about-pt-br'],
  ['pages/o-nas.md', 'language: ru\n', 'ru', '/ru/o-nas', '/o-nas'],
  ['pages/about.ru.md', 'slug: o-nas\n', 'ru', '/ru/o-nas', '/o-nas'],
  // A language that is no edition.
  ['pages/about.de.md', '', '', '/about-de', null],
  ['pages/de/about.md', '', '', '/about-de', '/about'],
])('%s %j is in the edition %j at %s, and was at %s', (file, head, edition, path, former) => {
  // A folder tells a language where the text may be of it.
  const { page, formerPath, problems } = parseStandingPage(
    { file, text: `---\ntitle: О нас About Մեր մասին\n${head}---\nТекст text տեքստ.\n` },
    FOUR,
    NOW,
  );
  expect([page?.edition ?? '', page?.path]).toEqual([edition, path]);
  if (former !== null) expect(formerPath).toBe(former);
  expect(problems).toEqual([]);
});

test.each([
  ['pages/ru.md', '/ru-page', '/ru'],
  ['pages/russian.md', '/ru-page', '/ru'],
  ['pages/sr-latn.md', '/sr-latn-page', '/sr-latn'],
  ['pages/zh-hans.md', '/zh-hans-page', '/zh-hans'],
])('%s gives way to the language', (file, path, former) => {
  const head = file === 'pages/russian.md' ? 'slug: ru\n' : '';
  const { page, formerPath, problems } = parse(file, head);
  expect([page?.path, formerPath]).toEqual([path, former]);
  expect(brief(problems).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
    'warning path-reserved',
  ]);
});

test('so does a page called like an edition of three letters, from then on', () => {
  const site = {
    ...FOUR,
    editions: (FOUR.editions ?? []).map((one) => ({ ...one, edition: 'hyw', language: 'hyw' })),
  };
  expect(parse('pages/hyw.md').page?.path).toBe('/hyw');
  expect(parse('pages/hyw.md', '', site)).toMatchObject({ page: { path: '/hyw-page' }, formerPath: '/hyw' });
});

test('what belongs to the site itself does so in every edition', () => {
  expect(brief(parse('pages/search.ru.md').problems)).toEqual(['2:1 error path-reserved']);
  expect(parse('pages/search.ru.md').problems[0]?.message).toContain('"/ru/search"');
});

test('a site in one language is as it was', () => {
  expect(parse('pages/about.ru.md', '', TEST_SITE).page?.path).toBe('/about-ru');
  expect(parse('pages/about.ru.md', '', TEST_SITE).page).not.toHaveProperty('edition');
});
