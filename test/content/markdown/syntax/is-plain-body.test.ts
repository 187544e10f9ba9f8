import type { Token } from 'marked';
import { describe, expect, test } from 'vitest';
import { isPlainBody } from '../../../../src/content/markdown/syntax/is-plain-body.ts';
import { childrenOf, lexMarkdown } from '../../../../src/content/markdown/syntax/lex-markdown.ts';
import { parseArticle } from '../../../../src/content/articles/parse-article.ts';
import { mutate } from '../../mutate.ts';
import { createRandom } from '../../random.ts';
import { TEST_SITE } from '../../test-site.ts';
import { someOf, timesOf } from '../../../support/how-long.ts';

const HEAD = '---\ntitle: T\ndate: 2016-07-15\n---\n';
/** What a plain body may become: its work grows with the body, and no part of it multiplies another. */
const mostHtml = (body: string): number => 40 * body.length + 10_000;
const mostTokens = (body: string): number => 3 * body.length + 500;

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

/** A table whose cells hold a number each. */
function table(columns: number, rows: number): string {
  const line = (cell: string): string => `|${`${cell}|`.repeat(columns)}\n`;
  return line(' a ') + line('---') + line(' 12 ').repeat(rows);
}

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
  ['www.a.b '.repeat(200), true],
  ['www.a.b '.repeat(201), false],
  ['HTTP://a.b '.repeat(201), false],
  ['Www.a.b '.repeat(201), false],
  [table(8, 60), true],
  [table(20, 25), true],
  [table(20, 20) + 'A sentence of usual length.\n\n'.repeat(50), true],
  [`${table(20, 1)}${'x\n'.repeat(40)}`, false],
  [`${table(298, 1)}${'x\n'.repeat(900)}`, false],
  [table(60, 1) + 'A sentence of usual length.\n'.repeat(80), false],
  [
    `[a]: /b${'b'.repeat(80)}\n[c]: /d "e"\n\n${'He told [a] so, and on the evening of the same day another report, [c], had it. '.repeat(20)}`,
    true,
  ],
  [`[a]: /${'b'.repeat(900)}\n\n${'[a] '.repeat(90)}`, false],
  [`[a]: /b "${'c '.repeat(900)}"\n\n${'[a] '.repeat(90)}`, false],
  ['[a]: /b "c\n\nd"\n\n[a]', false],
  ['[a]: /b\n"c"\n\n[a]', false],
  ['> [a]: /b\n> "c"\n\n[a]', false],
  ['[a]:\n/b\n\n[a]', false],
  ['[a]: </b c>\n\n[a]', false],
])('body %#', (body, isPlain) => {
  expect(isPlainBody(body)).toBe(isPlain);
});

function countTokens(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + 1 + countLists(childrenOf(token)), 0);
}

const countLists = (lists: readonly Token[][]): number =>
  lists.reduce((sum, list) => sum + 1 + countTokens(list), 0);

/** Fails where a plain body is refused or multiplies itself. Returns whether it is plain. */
function judge(body: string): boolean {
  if (!isPlainBody(body)) return false;
  const tokens = countTokens(lexMarkdown(body, 'fn-').tokens);
  expect(tokens, JSON.stringify(body)).toBeLessThan(mostTokens(body));
  const {
    article,
    body: rendered,
    isPlain,
    problems,
  } = parseArticle({ file: 'articles/x.md', text: HEAD + body }, TEST_SITE);
  expect(
    problems.filter(({ severity }) => severity === 'error'),
    JSON.stringify(body),
  ).toEqual([]);
  expect(article !== null && isPlain).toBe(true);
  expect(rendered?.bodyHtml.length, JSON.stringify(body)).toBeLessThan(mostHtml(body));
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

const TABLE_UNITS = [
  ['a|', '-|'],
  ['| ', ':-|'],
  ['a|', ':-:|'],
] as const;
/** Of a table's first line, and of those below: it stands alone, in a quote or in a list. */
const PREFIXES = [
  ['', ''],
  ['> ', '> '],
  ['- ', '  '],
] as const;

describe('whatever is plain is published, and stays in proportion', () => {
  test('one thing over and over, alone and between words', () => {
    let plain = 0;
    for (const [at, unit] of UNITS.entries()) {
      for (const between of ['', ' ', ' word ', '\n', '\n\n']) {
        for (const length of someOf([150, 600, 1200, 4000, 16_000], 5, at + between.length)) {
          const one = unit + between;
          if (judge(one.repeat(Math.ceil(length / one.length)).slice(0, length))) plain += 1;
        }
      }
    }
    expect(plain).toBeGreaterThan(timesOf(500, 90));
  });

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
        for (const filler of someOf(['w ', 'w.w/w ', 'ա՝ ', 'w\n', '中'], 5, count + kind.length)) {
          const share = Math.floor(16_000 / count / filler.length);
          const body = (kind + filler.repeat(Math.max(1, share))).repeat(count).slice(0, 16_384);
          if (judge(body)) plain += 1;
        }
      }
    }
    expect(plain).toBeGreaterThan(timesOf(100, 8));
  });

  test('tables with rows of one thing', () => {
    let plain = 0;
    for (const [head, rule] of TABLE_UNITS) {
      for (const columns of [1, 2, 6, 13, 21, 100]) {
        for (const row of someOf([...UNITS, 'x', '|&', 'x|"', 'http://a '], 20, columns + head.length)) {
          for (const rows of [30, 100, 900]) {
            for (const [first, next] of PREFIXES) {
              const top = `${first}${head.repeat(columns)}\n${next}${rule.repeat(columns)}\n`;
              if (judge(top + `${next}${row.trimEnd()}\n`.repeat(rows))) plain += 1;
            }
          }
        }
      }
    }
    expect(plain).toBeGreaterThan(timesOf(500, 25));
  });

  test('definitions that are used again and again', () => {
    const letters = ['b', 'ա', '中', '"', "'", '&', '<', '😀'];
    const uses = ['[a]', '![a]', '[a]\n\n', '![a]\n\n', '# [a]\n', '- [a]\n', '[a][a]', '[![a]][a]'];
    let plain = 0;
    for (const letter of letters) {
      for (const length of [1, 20, 100, 300, 900]) {
        const long = letter.repeat(length);
        const targets = [`/${long}`, `/b "${long}"`, `/b '${long}'`, `/b\n  "${long}"`];
        for (const [at, target] of targets.entries()) {
          for (const use of someOf(uses, 8, 3 * at + letters.indexOf(letter) + length)) {
            for (const count of [1, 5, 20, 50, 95]) {
              if (judge(`[a]: ${target}\n\n${use.repeat(count)}`)) plain += 1;
            }
          }
        }
      }
    }
    expect(plain).toBeGreaterThan(timesOf(500, 90));
  });

  test('a head of one thing over rows of another', () => {
    let plain = 0;
    for (const head of UNITS) {
      for (const row of someOf(UNITS, 20, UNITS.indexOf(head))) {
        const body = `${head.repeat(60)}\n${row.repeat(90)}`;
        if (judge(body)) plain += 1;
      }
    }
    expect(plain).toBeGreaterThan(timesOf(500, 25));
  });

  test('mixtures of everything', () => {
    const random = createRandom(20161122);
    let plain = 0;
    for (let round = 0; round < timesOf(3000, 500); round += 1) {
      const few = Array.from({ length: 1 + random(4) }, () => UNITS[random(UNITS.length)] ?? '');
      const length = 1 + random(random(2) === 0 ? 40 : 400);
      const body = Array.from(
        { length },
        () => few[random(few.length)] + (random(3) === 0 ? 'word ' : ''),
      ).join('');
      if (judge(body)) plain += 1;
    }
    expect(plain).toBeGreaterThan(timesOf(500, 90));
  });

  test('mutations of an honest body', () => {
    const random = createRandom(20161122);
    let plain = 0;
    for (let round = 0; round < timesOf(1000, 200); round += 1) {
      let body = HONEST;
      for (let step = random(4); step >= 0; step -= 1) body = mutate(body, random);
      if (judge(body)) plain += 1;
    }
    expect(plain).toBeGreaterThan(timesOf(300, 60));
  });
});
