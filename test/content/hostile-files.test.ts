import { describe, expect, test } from 'vitest';
import { wholeArticle } from './whole-article.ts';

const HEAD = '---\ntitle: T\ndate: 2016-07-15\n---\n';
/** Front matter and body have deadlines of 0.5 s and 1.8 s; the rest is for a busy machine. */
const LIMIT_MS = 4000;
const fill = (unit: string, length = 200_000): string => unit.repeat(Math.ceil(length / unit.length));

function timed(text: string) {
  const started = performance.now();
  const { article, problems } = wholeArticle({ file: 'articles/x.md', text });
  return { article, codes: new Set(problems.map((one) => one.code)), ms: performance.now() - started };
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
  const { article, codes, ms } = timed(HEAD + body);
  expect(article).toBeNull();
  expect(codes).toContain('nested-too-deeply');
  expect(ms).toBeLessThan(500);
});

describe('200 kB of one thing', () => {
  test.each(
    '[|*|_|`|<|![[|](|[a](|<!-- |<!|<div>|<b>|<p>|<a href="|&|\\|\t|#|# a\n|- a\n|www.a.|a@b|[a]: "|👩‍👩‍👧|$'
      .split('|')
      .concat(['|', '|a']),
  )('%j neither blocks nor kills', (unit) => {
    const { article, codes, ms } = timed(HEAD + fill(unit));
    expect(ms).toBeLessThan(LIMIT_MS);
    // Either it is an article, or an editor learns why not.
    expect(article !== null || codes.size > 0).toBe(true);
  });
});

test('a pattern that never ends is stopped and told', () => {
  const { article, codes, ms } = timed(HEAD + fill('_a*b', 1_600_000));
  expect(article).toBeNull();
  expect([...codes]).toEqual(['too-slow']);
  expect(ms).toBeLessThan(LIMIT_MS);
  expect(timed(`${HEAD}Fine.`).article?.bodyHtml).toBe('<p>Fine.</p>');
});

test('20,000 nested elements come out shallow', () => {
  const { article } = timed(HEAD + '<div>'.repeat(20_000));
  expect(article?.bodyHtml.match(/<div>/g)?.length).toBeLessThan(100);
});

test('a definition used 100,000 times does not multiply its address', () => {
  const { article, ms } = timed(`${HEAD}[a]: /${fill('u', 500_000)}\n\n${fill('[a] ', 100_000)}`);
  expect(ms).toBeLessThan(LIMIT_MS);
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
])('front matter of %s is refused in time', (_, unit) => {
  const { article, ms } = timed(`---\nx: ${fill(unit, 60_000)}\n---\nText.`);
  expect(article).toBeNull();
  expect(ms).toBeLessThan(LIMIT_MS);
});

test('front matter above 64 kB is refused', () => {
  expect(timed(`---\ntitle: ${'x'.repeat(66_000)}\n---\nText.`).codes).toEqual(
    new Set(['front-matter-too-large']),
  );
});

test('an honest article of 850 kB is published whole', () => {
  const paragraph =
    'John Kerry met **Vladimir Putin** in Moscow, [The Times](https://example.com/a) reports: “I hope.”\n\n';
  const count = Math.ceil(850_000 / paragraph.length);
  const { article, codes } = timed(HEAD + paragraph.repeat(count));
  expect([...codes]).toEqual([]);
  expect(article?.bodyHtml.match(/<p>/g)).toHaveLength(count);
  expect(article?.wordCount).toBe(count * 12);
});
