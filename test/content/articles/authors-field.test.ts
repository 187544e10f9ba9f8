import { describe, expect, test } from 'vitest';
import { isIdNotName } from '../../../src/content/articles/authors-field.ts';
import { brief } from '../test-site.ts';
import { wholeArticle } from '../whole-article.ts';

function parse(lines: string) {
  const { article, problems } = wholeArticle({
    file: 'articles/x.md',
    text: `---\ntitle: T\ndate: 2016-07-15\n${lines}\n---\nText.\n`,
  });
  return { article, names: article?.authors.map(({ name }) => name), told: brief(problems) };
}

test.each([
  ['author: Jane Doe, Joan Roe', ['Jane Doe', 'Joan Roe']],
  ['author: Doe, Jane; Roe, Joan', ['Doe, Jane', 'Roe, Joan']],
  ['author: Jane Doe <jane@example.com>', ['Jane Doe']],
  ['author: {name: Culture Desk}', ['Culture Desk']],
  ['authors:\n  - display_name: Culture Desk\n  - Jane Doe', ['Culture Desk', 'Jane Doe']],
  [
    'authors:\n  - displayName: Culture Desk\n  - {first_name: Jane, last_name: Doe}',
    ['Culture Desk', 'Jane Doe'],
  ],
  ['authors:\n  - title: Culture Desk', ['Culture Desk']],
  ['authors:\n  - [Jane Doe, Joan Roe]', ['Jane Doe', 'Joan Roe']],
  ['authors:\n  - slug: jdoe', ['jdoe']],
])('%s', (lines, names) => {
  expect(parse(lines)).toMatchObject({ names, told: [] });
});

test('what a map tells of an author besides is told once, with the file where it belongs', () => {
  const { names, told } = parse(
    'authors:\n  - {name: Culture Desk, title: Reviews, url: https://a.example/}\n  - {name: Jane Doe, email: j@a.example}',
  );
  expect(names).toEqual(['Culture Desk', 'Jane Doe']);
  expect(told).toEqual(['5:5 warning author-details']);
});

test('what cannot be a byline is left out and told; the article stays', () => {
  expect(parse(`author: ${'a'.repeat(130)}`)).toMatchObject({
    names: [`${'a'.repeat(119)}…`],
    told: ['4:1 warning byline-shortened'],
  });
  expect(parse('authors:\n  - Jane Doe\n  - "…"')).toMatchObject({
    names: ['Jane Doe'],
    told: ['6:5 warning name-invalid'],
  });
  expect(parse('authors:\n  - email: j@a.example')).toMatchObject({
    names: [],
    told: ['5:5 warning author-unnamed'],
  });
});

test('ids stay beside names, and stand for them only where a file of the author has them', () => {
  expect(parse('author: {name: Jane Doe, id: 17, slug: jdoe}').article).toMatchObject({
    authors: [{ name: 'Jane Doe', slug: 'jane-doe' }],
    bylines: [{ name: 'Jane Doe', slug: 'jane-doe', ids: ['17', 'jdoe'] }],
  });
  expect(parse('authors: [Jane Doe, 5f0c1e2ab7d84f001c9a3e11]').article).toMatchObject({
    authors: [{ name: 'Jane Doe', slug: 'jane-doe' }],
    bylines: [{ name: 'Jane Doe' }, { idAt: { line: 4, column: 21 } }],
  });
  expect(parse('authors: [Jane Doe]').article).not.toHaveProperty('bylines');
});

describe('an id is no name', () => {
  test.each([
    '12',
    'wp:12',
    'user_7',
    'author-3',
    '5f0c1e2ab7d84f001c9a3e11',
    '9b2f8c1e-0d1a-4c5b-8a7e-1f2e3d4c5b6a',
  ])('%s', (id) => expect(isIdNotName(id)).toBe(true));
  test.each(['Jane Doe', 'jdoe', '50 Cent', 'Desk 7', 'deadbeefdeadbeefdeadbeef', 'R2-D2', 'AFP', 'B.12'])(
    '%s is one',
    (name) => expect(isIdNotName(name)).toBe(false),
  );
});
