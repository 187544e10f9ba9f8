import { expect, test } from 'vitest';
import { parseStandingPage } from '../../../src/content/standing-pages/parse-standing-page.ts';
import { brief, NOW, TEST_SITE } from '../test-site.ts';

const parse = (text: string, file = 'pages/about.md') => parseStandingPage({ file, text }, TEST_SITE, NOW);

test('a page with every field', () => {
  const text =
    '---\ntitle: About us\ndescription: D\norder: 2\ndraft: true\nslug: who\nlanguage: hy\n---\n# About us\n\nText.';
  expect(parse(text)).toEqual({
    isHeld: true,
    links: [],
    formerPath: null,
    page: {
      file: 'pages/about.md',
      path: '/who',
      title: 'About us',
      description: 'D',
      excerpt: null,
      language: 'hy',
      isDraft: true,
      order: 2,
      bodyHtml: '<p>Text.</p>',
    },
    problems: [],
  });
});

test('the title may be the first heading, the slug is the file name', () => {
  expect(parse('# Contact\n\nText.', 'pages/Contact Us.md').page).toMatchObject({
    title: 'Contact',
    excerpt: 'Text.',
    path: '/contact-us',
    order: 100,
  });
});

test.each([
  ['pages/it.md', '', '/it-page', '/it'],
  ['pages/Brasil.md', 'slug: pt-br\n', '/pt-br-page', '/pt-br'],
])('%s does not get the address of a language, and goes on from there', (file, line, path, former) => {
  const { page, formerPath, problems } = parse(`---\ntitle: T\n${line}---\nText.\n`, file);
  expect([page?.path, formerPath]).toEqual([path, former]);
  expect(problems).toMatchObject([{ severity: 'warning', code: 'path-reserved' }]);
});

test.each([
  ['pages/de/about.md', '', '/about-de', '/about', 'de'],
  ['pages/de/about.md', 'language: de-AT\n', '/about-de', '/about', 'de-AT'],
  ['pages/de/about.md', 'slug: impressum\n', '/impressum', null, 'de'],
  ['pages/about.de.md', '', '/about-de', null, 'de'],
  ['pages/en/about.md', '', '/about', null, null],
  ['pages/desk/about.md', '', '/about', null, null],
])('%s with "%s" stands at %s', (file, line, path, former, language) => {
  const { page, formerPath } = parse(`---\ntitle: T\n${line}---\nText.\n`, file);
  expect([page?.path, formerPath, page?.language]).toEqual([path, former, language]);
});

test.each(['pages/search.md', 'pages/2016.md', 'pages/sections.md', 'pages/!.md'])(
  '%s is refused',
  (file) => {
    const { page, problems } = parse('---\ntitle: T\n---\n', file);
    expect(page).toBeNull();
    expect(brief(problems)).toEqual(
      ['2:1 error path-reserved'].map(() => `${problems[0]?.line}:1 error path-reserved`),
    );
  },
);

test('fields of articles are unknown here', () => {
  expect(brief(parse('---\ntitle: T\nsection: world\n---\n').problems)).toEqual(['3:1 warning key-unknown']);
});
