import { expect, test } from 'vitest';
import { runTextSteps } from '../../../../src/content/markdown/dialects/run-text-steps.ts';
import { renderBody } from '../../../../src/content/markdown/render-body.ts';
import { isPlainBody } from '../../../../src/content/markdown/syntax/is-plain-body.ts';

const PIECES = [
  ':::a\n',
  ':::\n',
  '!!! a "b"\n    ',
  '{:a',
  '{.a',
  '[a]{.b}',
  '{a=b ',
  ':a:',
  ':+1:',
  ' ^a\n',
  '![[a',
  '[TOC]\n',
  '- a\n{:toc}\n',
  '{::a',
  '{#a}',
  '> [!a]\n> ',
  '==a',
  '++a',
  'a~b',
  'a^b',
  '$a',
  '$$a',
  '\\\\(a',
  '\\[a',
  '*[a]: b\n',
  '\na\n: b\n',
  '```js\n',
  '{:/}',
  '{::a}',
  '<!-- wp:a -->',
  '<!-- wp:embed {"url":"https://a.example/b"} -->',
  '<!-- wp:gallery -->',
  '<img src="a.jpg">',
  '<embed src="//a.example/b">',
  '[gallery]',
  '{% raw %}',
  '{{< a >}}',
  '(image: a.jpg)',
  '.. note:: a\n',
  '{{<',
  '{%',
  '{{',
  '{% a %}',
  '{{< note >}}',
  '[a b="',
  '[caption]',
  '(image: ',
  '<A ',
  '<A b={',
  '{% highlight %}',
  '{% note %}\n',
  '.. note::\n',
  '<!-- wp:gallery',
  '{% enda %}',
  '[code]',
  '{',
  '{{ "',
  '](',
];

/** Each piece for itself, and each before one of the others. */
const hostile = PIECES.flatMap((piece, nth) => [
  [`${piece} alone`, piece] as const,
  [`${piece} and another`, piece + PIECES[(nth * 7 + 3) % PIECES.length]] as const,
]);

const read = (text: string): string => runTextSteps(text, { file: 'articles/x.md', title: null }).text;

/** What a text of so many characters costs: microseconds of processor time. */
function costOf(piece: string, length: number): number {
  const text = piece.repeat(Math.ceil(length / piece.length));
  const before = process.cpuUsage().user;
  read(text);
  return process.cpuUsage().user - before;
}

const leastOf = (costs: readonly number[]): number => Math.min(...costs);

test.each(hostile)('%j multiplies nothing', (_, piece) => {
  const text = piece.repeat(Math.ceil(60_000 / piece.length));
  expect(read(text).length).toBeLessThan(text.length * 6 + 10_000);
});

test('texts four times as long take about four times as long', () => {
  const slow = hostile.filter(([, piece]) => {
    // What is done at once tells nothing of proportions.
    if (costOf(piece, 80_000) < 60_000) return false;
    const short = leastOf([1, 2, 3].map(() => costOf(piece, 20_000)));
    const long = leastOf([1, 2, 3].map(() => costOf(piece, 80_000)));
    // Sixteen times as long, where it grows with the square.
    return long > 60_000 && long > 12 * short;
  });
  expect(slow.map(([name]) => name)).toEqual([]);
});

test.each(hostile)('%j gives no more than a page as a plain body', (_, piece) => {
  const body = piece.repeat(Math.ceil(16_000 / piece.length)).slice(0, 16_000);
  if (!isPlainBody(body)) return;
  const { html } = renderBody({ text: body, file: 'articles/x.md', title: 'T', language: 'en' });
  expect(html.length).toBeLessThan(2_000_000);
});
