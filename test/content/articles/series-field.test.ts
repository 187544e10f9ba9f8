import { expect, test } from 'vitest';
import { wholeArticle } from '../whole-article.ts';

const parse = (series: string) =>
  wholeArticle({ file: 'articles/x.md', text: `---\ntitle: T\ndate: 2016-07-15\n${series}\n---\nText.\n` });

test.each([
  ['series: The Long River', { name: 'The Long River', slug: 'the-long-river', part: null }],
  ['series: {name: Rivers, part: 2}', { name: 'Rivers', slug: 'rivers', part: 2 }],
  ['series: [Rivers]', { name: 'Rivers', slug: 'rivers', part: null }],
  ['series: [{name: Rivers, part: 3}]', { name: 'Rivers', slug: 'rivers', part: 3 }],
  ['series:', null],
])('%s', (lines, series) => {
  const { article, problems } = parse(lines);
  expect(problems).toEqual([]);
  expect(article?.series).toEqual(series);
});

test.each([
  ['series: {name: Rivers, part: 0}', 'Rivers', 'part-invalid', 4, 30],
  ['series: {name: Rivers, part: two}', 'Rivers', 'part-invalid', 4, 30],
  ['series: {part: 2}', undefined, 'value-missing', 4, 9],
  ['series: "…"', undefined, 'name-invalid', 4, 9],
  ['series: [A, B]', 'A', 'value-form', 4, 1],
])('what is no series is left out and told: %s', (lines, name, code, line, column) => {
  const { article, problems } = parse(lines);
  expect(article?.series?.name).toBe(name);
  expect(problems).toMatchObject([{ severity: 'warning', code, line, column }]);
});

test('a key of another kind is told', () => {
  expect(parse('series: {name: Rivers, parts: 2}').problems).toMatchObject([
    { severity: 'warning', code: 'key-unknown', hint: expect.stringContaining('Did you mean "part"?') },
  ]);
});
