import { expect, test } from 'vitest';
import { parseArticle } from '../../src/content/articles/parse-article.ts';
import { exactFixes } from '../../src/problems/exact-fixes.ts';
import type { Problem } from '../../src/problems/problem.ts';
import { TEST_SITE } from '../content/test-site.ts';

const told = (fix: Problem['fix']): Problem => ({
  file: 'articles/a.md',
  line: 2,
  column: 4,
  severity: 'warning',
  code: 'alias-slash',
  message: 'It lacks the slash.',
  hint: 'Write it.',
  ...(fix === undefined ? {} : { fix }),
});

test.each([
  ['a: old/x', { old: 'old/x', repaired: '/old/x' }],
  ["a: 'old/x'", { old: "'old/x'", repaired: "'/old/x'" }],
  ['a: ["old/x", "b"]', { old: '["old/x"', repaired: '["/old/x"' }],
  ['a: ["old/xy"]', undefined],
  ['a: "b", "old/x"', undefined],
  ['a:', undefined],
])('%s is repaired by %o', (line, fix) => {
  const [problem] = exactFixes(`---\n${line}\n---\n`, [told({ old: 'old/x', repaired: '/old/x' })]);
  expect(problem?.fix).toEqual(fix);
});

test('problems without repairs are left', () => {
  const problems = [told(undefined)];
  expect(exactFixes('', problems)).toBe(problems);
});

test.each([
  ['+++\ntitle = "A"\ndate = 2020-01-02\naliases = ["2014/x.html"]\n+++\n\nBody.\n', '["2014/x.html"'],
  ['---\ntitle: A\ndate: 2020-01-02\naliases: ["2014/x.html"]\n---\n\nBody.\n', '"2014/x.html"'],
])('an alias in quotes can be repaired: %s', (text, old) => {
  const { problems } = parseArticle({ file: 'articles/a.md', text }, TEST_SITE);
  expect(problems.map(({ fix }) => fix)).toEqual([{ old, repaired: old.replace('2014', '/2014') }]);
});
