import { describe, expect, test } from 'vitest';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { SAMPLE_SITE } from '../../support/sample-site.ts';

const parse = (lines: string, mode: 'full' | 'head' | 'inspect' = 'full') =>
  parseArticle(
    { file: 'articles/ferry.md', text: `---\ntitle: T\ndate: 2016-07-15\n${lines}\n---\n\nThe text.\n` },
    SAMPLE_SITE,
    mode,
  );
const shown = (lines: string) => parse(lines).article?.points?.map(({ html }) => html);

describe('what a story says in short', () => {
  test.each([
    ['points: [One, Two]', ['One', 'Two']],
    ['points:\n  - "A **ticket** costs `900`"', ['A <strong>ticket</strong> costs <code>900</code>']],
    ['points:\n  - First sailing: today at 12:00', ['First sailing: today at 12:00']],
    ['points: |\n  - One\n  - Two', ['One', 'Two']],
    ['tldr: The boat sails.', ['The boat sails.']],
    ['key_points: [One]', ['One']],
    ['keyTakeaways: [One]', ['One']],
    ['highlights: [One]', ['One']],
    ['points: ["a < b & <b>c</b>"]', ['a &lt; b &amp; <b>c</b>']],
    [
      'points: ["<script>alert(1)</script>x", "[x](javascript:alert(1))"]',
      ['&lt;script&gt;alert(1)&lt;/script&gt;x', 'x'],
    ],
    [
      'points: ["# No heading", "![no](/media/x.jpg)", "1. no list"]',
      ['# No heading', '![no](/media/x.jpg)', '1. no list'],
    ],
    [
      'points: ["See [the quay](https://example.com/)"]',
      ['See <a href="https://example.com/" rel="external noopener">the quay</a>'],
    ],
    ['points: ["Said %% not for readers %% so"]', ['Said so']],
  ])('%s', (lines, expected) => {
    expect(shown(lines)).toEqual(expected);
  });

  test('is kept as its editor wrote it, too', () => {
    expect(parse('points: ["A **ticket**"]').article?.points).toEqual([
      { markdown: 'A **ticket**', html: 'A <strong>ticket</strong>' },
    ]);
  });

  test('is found by search, whether the body is rendered or looked through', () => {
    expect(parse('points: ["A **ticket** costs"]').body?.plainText).toMatch(/^A ticket costs\nThe text\./);
    expect(parse('points: ["A **ticket** costs"]', 'inspect').inspectedText).toMatch(/^A ticket costs\n/);
  });

  test('costs only the point that cannot be read, and tells it', () => {
    const { article, problems } = parse(`points: [One, "${'x'.repeat(401)}", {a: {b: c}}]`);
    expect(article?.points?.map(({ html }) => html)).toEqual(['One']);
    expect(problems.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  });

  test('is absent where nothing is said', () => {
    expect(parse('points: []').article).not.toHaveProperty('points');
    expect(parse('section: World').article).not.toHaveProperty('points');
  });
});
