import { describe, expect, test } from 'vitest';
import { timesOf } from '../support/how-long.ts';
import { wholeArticle } from './whole-article.ts';

const HEAD = '---\ntitle: T\ndate: 2016-07-15\n---\n';
/** Large enough that what grows by the square shows; 200 kB in a long run. */
const fill = (unit: string, length = timesOf(200_000, 60_000)): string =>
  unit.repeat(Math.ceil(length / unit.length));

function read(text: string) {
  const { article, problems } = wholeArticle({ file: 'articles/x.md', text });
  return { article, codes: new Set(problems.map((one) => one.code)) };
}

test.each([
  ['block quotes × 5000', '>'.repeat(5000)],
  ['block quotes with blanks × 5000', '> '.repeat(5000)],
  [
    'lists nested 1,000 deep',
    Array.from({ length: 1000 }, (_, level) => `${'  '.repeat(level)}- x`).join('\n'),
  ],
  ['list marks × 5000 on a line', '- '.repeat(5000)],
])('%s are told as nested too deeply', (_, body) => {
  const { article, codes } = read(HEAD + body);
  expect(article).toBeNull();
  expect([...codes]).toEqual(['nested-too-deeply']);
});

describe('much of one thing', () => {
  test.each(
    '[|*|_|`|<|![[|](|[a](|<!-- |<!|<div>|<b>|<p>|<a href="|&|\\|\t|#|# a\n|- a\n|www.a.|a@b|[a]: "|👩‍👩‍👧|$'
      .split('|')
      .concat(['|', '|a']),
  )('%j neither blocks nor kills', (unit) => {
    const { article, codes } = read(HEAD + fill(unit));
    // Either it is an article, or an editor learns why not.
    expect(article !== null || codes.size > 0).toBe(true);
  });
});

test('a text that takes too long to lay out is stopped and told', () => {
  const { article, codes } = read(HEAD + fill('_a*b', 1_600_000));
  expect(article).toBeNull();
  expect([...codes]).toEqual(['too-slow']);
  expect(read(`${HEAD}Fine.`).article?.bodyHtml).toBe('<p>Fine.</p>');
});

test('20,000 nested elements come out shallow', () => {
  const { article } = read(HEAD + '<div>'.repeat(20_000));
  expect(article?.bodyHtml.match(/<div>/g)?.length).toBeLessThan(100);
});

test('a definition used thousands of times does not multiply its address', () => {
  const { article } = read(`${HEAD}[a]: /${fill('u', 500_000)}\n\n${fill('[a] ', timesOf(100_000, 20_000))}`);
  expect(article?.bodyHtml.length ?? 0).toBeLessThan(1_000_000);
});

test.each([
  ['blank lines', '\n'],
  ['open quotes', 'a: "\n'],
  ['brackets', '['],
  ['anchors', '&a '],
  ['question marks', '? '],
  ['comments', '#\n'],
  ['tabs', '\t'],
])('front matter of %s is refused and told', (_, unit) => {
  const { article, codes } = read(`---\nx: ${fill(unit, 60_000)}\n---\nText.`);
  expect(article).toBeNull();
  expect(codes.size).toBeGreaterThan(0);
});

test('front matter above 64 kB is refused', () => {
  expect(read(`---\ntitle: ${'x'.repeat(66_000)}\n---\nText.`).codes).toEqual(
    new Set(['front-matter-too-large']),
  );
});

test('an honest article of 850 kB is published whole', () => {
  const paragraph =
    'John Kerry met **Vladimir Putin** in Moscow, [The Times](https://example.com/a) reports: “I hope.”\n\n';
  const count = Math.ceil(850_000 / paragraph.length);
  const { article, codes } = read(HEAD + paragraph.repeat(count));
  expect([...codes]).toEqual([]);
  expect(article?.bodyHtml.match(/<p>/g)).toHaveLength(count);
  expect(article?.wordCount).toBe(count * 12);
});
