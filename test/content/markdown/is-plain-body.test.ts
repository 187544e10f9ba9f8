import { describe, expect, test } from 'vitest';
import { isPlainBody } from '../../../src/content/markdown/is-plain-body.ts';
import { renderBody } from '../../../src/content/markdown/render-body.ts';
import { parseArticle } from '../../../src/content/parse-article.ts';
import { runWithDeadline } from '../../../src/problems/run-with-deadline.ts';
import { mutate } from '../mutate.ts';
import { createRandom } from '../random.ts';
import { TEST_SITE } from '../test-site.ts';

const HEAD = '---\ntitle: T\ndate: 2016-07-15\n---\n';
/** A quarter of what a body may take; most take a hundredth of it. */
const LIMIT_MS = 450;

const HONEST = `## What was said

“I hope,” *Mr. Putin* said, [according](https://example.com/a "A page") to **many** \`sources\`; 3 < 5 & more.

> - a list in a quote
>   ![A map](/media/map.png "Syria")

1. One
   - Two

| a | b |
|---|--:|
| 1 | 2 |

[site]: https://example.com
See [site], https://example.org and mail@example.org.
`;

test.each([
  ['', true],
  ['Text.', true],
  [HONEST, true],
  ['a < b, a <3', true],
  ['a <b', false],
  ['</p>', false],
  ['<!-- x', false],
  ['<?x', false],
  ['x[^1]', false],
  ['\ud800', false],
  ['- '.repeat(5), false],
  ['>'.repeat(5), false],
  ['    '.repeat(26), false],
  ['x'.repeat(1001), false],
  ['ա'.repeat(16 * 1024), false],
  ['word '.repeat(3000), true],
  ['word '.repeat(3300), false],
  ['a**b '.repeat(151), false],
  ['[a] '.repeat(101), false],
  ['(a) '.repeat(201), false],
  ['|a '.repeat(601), false],
  ['- a\n'.repeat(301), false],
  ['a\n'.repeat(1001), false],
  ['[a]: /b\n'.repeat(21), false],
])('body %#', (body, isPlain) => {
  expect(isPlainBody(body)).toBe(isPlain);
});

/** Fails where a plain body is refused or slow. Returns whether it is plain. */
function judge(body: string): boolean {
  if (!isPlainBody(body)) return false;
  const source = { text: body, file: 'articles/x.md', title: 'T', language: 'en' };
  expect(runWithDeadline(() => renderBody(source), LIMIT_MS).kind, JSON.stringify(body)).toBe('done');
  const { article, isPlain, problems } = parseArticle(
    { file: 'articles/x.md', text: HEAD + body },
    TEST_SITE,
  );
  expect(
    problems.filter(({ severity }) => severity === 'error'),
    JSON.stringify(body),
  ).toEqual([]);
  expect(article !== null && isPlain).toBe(true);
  return true;
}

const UNITS = [
  ...'[ * _ ` < ! ![ [a]( [a][ ]( & \\ # a** **a __a a__ ~~ ~ ( ) (( [[ ]] []() | |a |-| - -- === > >> > 1. + * | @ a@b .a www. http:// https://a.b :// ://a " \' “ : ]: [a]: []: &amp; &#x0; &colon; ` `` ``` ~~~ *** ___ --- 😀 ա 中 \u0301 \u200b \u00a0 \ufeff'.split(
    ' ',
  ),
  '\n',
  '\n\n',
  ' ',
  '  \n',
  '\t',
  '    ',
  '\\\n',
  '[a',
  '(b',
  '- ',
  '1) ',
  '> ',
  '# ',
  '#\n',
  '- a\n',
  '1. a\n\n',
  '> a\n',
  '|a|b|\n',
  '|-|-|\n',
  '[a]: /b\n',
  '[a]: </b c> "d\n',
  '*a **b ',
  '_a_b',
  'a*b_c~d`',
  '![a](b "',
  '[a](<b> (c',
  '<3',
  '\u0000',
  '\u0001',
];

describe('whatever is plain is published, and soon', () => {
  test('one thing over and over, alone and between words', () => {
    let plain = 0;
    for (const unit of UNITS) {
      for (const between of ['', ' ', ' word ', '\n', '\n\n']) {
        for (const length of [150, 600, 1200, 4000, 16_000]) {
          const one = unit + between;
          if (judge(one.repeat(Math.ceil(length / one.length)).slice(0, length))) plain += 1;
        }
      }
    }
    expect(plain).toBeGreaterThan(500);
  }, 120_000);

  test('as many marks as are plain, with as much text as is', () => {
    const kinds = [
      '*',
      '**',
      '_',
      '~~',
      '`',
      '[',
      ']',
      '![',
      '](',
      '(',
      ')',
      '|',
      '\\',
      '&',
      '@',
      '[a](',
      '[a]:',
      '*_',
    ];
    let plain = 0;
    for (const kind of kinds) {
      for (const count of [50, 99, 190, 290, 590]) {
        for (const filler of ['w ', 'w.w/w ', 'ա՝ ', 'w\n', '中']) {
          const share = Math.floor(16_000 / count / filler.length);
          const body = (kind + filler.repeat(Math.max(1, share))).repeat(count).slice(0, 16_384);
          if (judge(body)) plain += 1;
        }
      }
    }
    expect(plain).toBeGreaterThan(100);
  }, 120_000);

  test('mixtures of everything', () => {
    const random = createRandom(20161122);
    let plain = 0;
    for (let round = 0; round < 3000; round += 1) {
      const few = Array.from({ length: 1 + random(4) }, () => UNITS[random(UNITS.length)] ?? '');
      const length = 1 + random(random(2) === 0 ? 40 : 400);
      const body = Array.from(
        { length },
        () => few[random(few.length)] + (random(3) === 0 ? 'word ' : ''),
      ).join('');
      if (judge(body)) plain += 1;
    }
    expect(plain).toBeGreaterThan(500);
  }, 120_000);

  test('mutations of an honest body', () => {
    const random = createRandom(20161122);
    let plain = 0;
    for (let round = 0; round < 1000; round += 1) {
      let body = HONEST;
      for (let step = random(4); step >= 0; step -= 1) body = mutate(body, random);
      if (judge(body)) plain += 1;
    }
    expect(plain).toBeGreaterThan(300);
  }, 120_000);
});
