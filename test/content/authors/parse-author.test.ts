import { describe, expect, test } from 'vitest';
import { createAuthorSchema } from '../../../src/content/authors/author-schema.ts';
import { parseAuthor } from '../../../src/content/authors/parse-author.ts';
import { resolveOwners } from '../../../src/content/document/resolve-owners.ts';
import { AUTHOR_FILES } from '../../../src/ingest/read/named-files.ts';
import { NOW, TEST_SITE } from '../test-site.ts';

const parse = (lines: string, body = '', file = 'authors/ann.md') =>
  parseAuthor({ file, text: `---\n${lines}\n---\n${body}` }, TEST_SITE, NOW);

const WHOLE = `name: Culture Desk
role: Foreign editor
picture: {src: ann.jpg, alt: Ann at her desk, credit: The Courier}
email: ann@example.com
links:
  - https://www.social.example/@ann
  - {name: Her book, url: https://books.example/ann}
slug: ann`;

describe('an author’s file', () => {
  test('tells who the author is', () => {
    const { author, problems } = parse(WHOLE, 'She **writes**. <script>x</script>');
    expect(problems.filter(({ code }) => code.startsWith('name'))).toEqual([]);
    expect(author).toEqual({
      file: 'authors/ann.md',
      slug: 'ann',
      name: 'Culture Desk',
      role: 'Foreign editor',
      picture: {
        src: '/authors/ann.jpg',
        alt: 'Ann at her desk',
        caption: null,
        credit: 'The Courier',
        focus: null,
      },
      email: 'ann@example.com',
      ids: [],
      links: [
        { name: 'social.example', url: 'https://www.social.example/@ann' },
        { name: 'Her book', url: 'https://books.example/ann' },
      ],
      fediverse: '@ann@social.example',
      bodyHtml: expect.stringContaining('<strong>writes</strong>'),
      opening: 'She writes.',
    });
    expect(author?.bodyHtml).not.toContain('script');
  });

  test('needs a name alone, of which its address is made', () => {
    expect(parse('name: Գյումրու խմբագրություն')).toMatchObject({
      author: {
        slug: 'գյումրու-խմբագրություն',
        role: null,
        picture: null,
        email: null,
        links: [],
        bodyHtml: '',
      },
      problems: [],
    });
    expect(parse('name: Ann\nlinks: https://a.example/').author?.links).toEqual([
      { name: 'a.example', url: 'https://a.example/' },
    ]);
  });

  test.each([
    ['role: Editor', 'error', 'name-missing', 2, 1],
    ['name: "…"', 'error', 'name-invalid', 2, 7],
    ['name: Ann\nemail: ann at example', 'warning', 'email-invalid', 3, 8],
    ['name: Ann\nemail: "a\\uD800@example.com"', 'warning', 'email-invalid', 3, 8],
    ['name: Ann\nemail: "a\\u202Eb@example.com"', 'warning', 'email-invalid', 3, 8],
    ['name: Ann\nlinks:\n  - https://a.example/\n  - not here', 'warning', 'url-invalid', 5, 5],
    ['name: Ann\nrloe: Editor', 'warning', 'key-unknown', 3, 1],
    ['name: Ann\npicture: {scr: a.jpg}', 'warning', 'value-missing', 3, 10],
    ['name: Ann\npicture: {src: a.jpg, alt: A, caption: C}', 'warning', 'key-unknown', 3, 31],
    ['name: Ann\npicture: {src: https://a.example/a.jpg, alt: A}', 'warning', 'picture-external', 3, 16],
  ])('what is wrong is told at its place: %j', (lines, severity, code, line, column) => {
    const { author, problems } = parse(lines);
    expect(problems).toContainEqual(expect.objectContaining({ severity, code, line, column }));
    expect(author === null).toBe(severity === 'error');
    for (const { hint } of problems) expect(hint).not.toBe('');
  });

  test('a slip has a cure', () => {
    expect(parse('name: Ann\nrloe: Editor').problems[0]?.hint).toContain('Did you mean "role"?');
  });
});

test('two files about one author: the first by name has it, and the other is told', () => {
  const of = (file: string) => {
    const { author } = parse('name: Ann', '', file);
    if (author === null) throw new Error('the author is sound');
    return author;
  };
  const { nameOf, taken } = AUTHOR_FILES;
  const { owners, problems } = resolveOwners([of('authors/a.md'), of('authors/b.md')], nameOf, taken);
  expect(owners.map(({ file }) => file)).toEqual(['authors/a.md']);
  expect(problems).toMatchObject([{ file: 'authors/b.md', severity: 'error', code: 'author-taken' }]);
});

test('the schema describes each field', () => {
  const { shape } = createAuthorSchema();
  expect(Object.keys(shape)).toEqual([
    'name',
    'role',
    'picture',
    'email',
    'links',
    'fediverse',
    'slug',
    'id',
  ]);
  for (const field of Object.values(shape)) expect(field.description).toMatch(/\w/);
});

describe('an account on Mastodon or its kin', () => {
  test.each([
    ['fediverse: "@ann@example.social"', '@ann@example.social'],
    ['fediverse: @ann@example.social', '@ann@example.social'],
    ['fediverse: ann@example.social', '@ann@example.social'],
    ['fediverse: https://example.social/@ann', '@ann@example.social'],
    ['links: [https://books.example/ann, https://example.social/@ann]', '@ann@example.social'],
    ['links: https://example.social/@ann\nfediverse: "@desk@example.social"', '@desk@example.social'],
    ['links: https://medium.com/@ann', undefined],
    ['email: ann@example.social', undefined],
  ])('%s', (lines, account) => {
    const { author, problems } = parse(`name: Ann\n${lines}`);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(author?.fediverse).toBe(account);
  });

  test('what is none is told, and left out', () => {
    const { author, problems } = parse('name: Ann\nfediverse: https://x.com/ann');
    expect(author?.fediverse).toBeUndefined();
    expect(problems).toMatchObject([
      { severity: 'warning', code: 'fediverse-invalid', line: 3, column: 12, about: 'fediverse' },
    ]);
  });
});
