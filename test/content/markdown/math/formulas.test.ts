import { describe, expect, test } from 'vitest';
import { writeHtml } from '../../../../src/content/markdown/html/html-text.ts';
import { isSureFormula } from '../../../../src/content/markdown/math/sure-formula.ts';
import { toMathml } from '../../../../src/content/markdown/math/to-mathml.ts';
import { renderBody } from '../../../../src/content/markdown/render-body.ts';
import { runWithDeadline } from '../../../../src/problems/reading/run-with-deadline.ts';

const render = (text: string) => renderBody({ text, file: 'articles/x.md', title: 'T', language: 'en' });

test.each(['x', 'x^2', '2n', 'f(x)', 'n-1', 'a, b', '\\alpha', 'E = mc^2', '5', 'O(n)', 'α'])(
  '%s is a formula',
  (text) => expect(isSureFormula(text)).toBe(true),
);

test.each([
  '(a[4]).text()\n  b = c;\n  ',
  'PATH/bin',
  '5 million and',
  'AAPL',
  'and then',
  '',
  'x'.repeat(3000),
])('%s is none', (text) => expect(isSureFormula(text)).toBe(false));

describe('the MathML', () => {
  test('has nothing that a page refuses', () => {
    for (const tex of [
      '\\color{red}{x}',
      '\\href{javascript:alert(1)}{x}',
      '\\begin{align} a &= b \\tag{1} \\\\ c &= d \\end{align}',
      '\\boxed{\\text{<script>alert(1)</script>}}',
      '\\class{masthead}{x}\\id{main}{y}\\style{color:red}{z}',
      '\\includegraphics{https://evil.example/x.png}',
    ]) {
      const math = toMathml(tex, true);
      if (math === null) continue;
      const html = writeHtml([math]).replace(/ alttext="[^"]*"/g, '');
      expect(html).not.toMatch(/ (?:style|href|src|id|on\w+)=|<(?:script|span|a|img)\b|evil|masthead/);
    }
  });

  test.each([
    '\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b}\\c\\c\\c\\c\\c\\c\\c\\c',
    '{'.repeat(1000),
    '\\sqrt{'.repeat(300) + 'x' + '}'.repeat(300),
    'x^'.repeat(900),
    '\\frac'.repeat(400),
    '\\left('.repeat(300),
  ])('hostile TeX is soon done: %.30s', (tex) => {
    const outcome = runWithDeadline(() => {
      const math = toMathml(tex, false);
      return math === null ? '' : writeHtml([math]);
    }, 1_000);
    expect(outcome.kind === 'done' && outcome.result.length < 200_000).toBe(true);
  });
});

test('what is no TeX is told once, with how many more there are', () => {
  const { findings } = render('A $\\nowhere$ and $\\never$.');
  expect(findings.map(({ code, offset, message }) => [code, offset, message])).toEqual([
    [
      'formula-unread',
      3,
      'The formula "\\nowhere" cannot be read as TeX; it is shown as code. So are 1 more.',
    ],
  ]);
});

test('words and counts take formulas as they are read', () => {
  expect(render('The $x^2$ law.').plainText.trim()).toBe('The x2 law.');
});
