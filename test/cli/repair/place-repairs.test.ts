import { describe, expect, test } from 'vitest';
import { placeRepairs } from '../../../src/cli/repair/place-repairs.ts';
import { formatDiff } from '../../../src/cli/repair/unified-diff.ts';
import { editText } from '../../../src/problems/edited-text.ts';
import type { Problem } from '../../../src/problems/problem.ts';

const problem = (line: number, column: number, old: string, repaired: string): Problem => ({
  file: 'a.md',
  line,
  column,
  severity: 'warning',
  code: 'x',
  message: 'x',
  hint: 'x',
  fix: { old, repaired },
});

const repair = (text: string, ...problems: readonly Problem[]): string =>
  editText(text, placeRepairs(text, problems).repairs).text;

describe('a repair is put at its place', () => {
  test.each([
    ['LF', 'one\ntwo\nthree\n', 'one\nTWO\nthree\n'],
    ['CRLF', 'one\r\ntwo\r\nthree\r\n', 'one\r\nTWO\r\nthree\r\n'],
    ['CR', 'one\rtwo\rthree', 'one\rTWO\rthree'],
    ['mixed', 'one\r\ntwo\nthree\r', 'one\r\nTWO\nthree\r'],
    ['a byte order mark', '\ufeffone\ntwo\n', '\ufeffone\nTWO\n'],
  ])('with %s line ends', (_name, text, wanted) => {
    expect(repair(text, problem(2, 1, 'two', 'TWO'))).toBe(wanted);
  });

  test('where columns count UTF-16 code units, and a byte order mark none', () => {
    expect(repair('\ufeff😀 a\u00a0b', problem(1, 5, '\u00a0', ' '))).toBe('\ufeff😀 a b');
    expect(placeRepairs('😀', [problem(1, 2, '\ude00', 'x')]).repairs).toEqual([]);
  });

  test('a line is removed with its own end, and several get the ends of the file', () => {
    expect(repair('a\r\nb\r\nc', problem(2, 1, 'b\n', ''))).toBe('a\r\nc');
    expect(repair('a\r\nb\r\nc', problem(1, 1, 'a\nb', 'x\ny\nz'))).toBe('x\r\ny\r\nz\r\nc');
  });

  test('trailing blanks and all else stay', () => {
    expect(repair('a  \r\nb\t\r\n\r\n', problem(2, 1, 'b', 'c'))).toBe('a  \r\nc\t\r\n\r\n');
  });

  test('not where anything else stands there', () => {
    const { repairs, left } = placeRepairs('one\n', [problem(1, 2, 'one', 'x'), problem(9, 1, 'one', 'x')]);
    expect(repairs).toEqual([]);
    expect(left).toHaveLength(2);
  });

  test('of two that overlap the first, of two that are the same both', () => {
    const [outer, inner] = [problem(1, 1, 'abc', 'x'), problem(1, 2, 'b', 'y')];
    const placed = placeRepairs('abcd', [inner, outer]);
    expect(placed.repairs).toMatchObject([{ start: 0, end: 3, replacement: 'x' }]);
    expect(placed.left).toEqual([inner]);
    expect(placeRepairs('abcd', [inner, { ...inner }]).repairs).toMatchObject([{ problems: [inner, inner] }]);
    expect(repair('abcd', problem(1, 1, 'ab', 'x'), problem(1, 3, 'cd', 'y'))).toBe('xy');
  });
});

describe('the diff', () => {
  const diff = (text: string, ...problems: readonly Problem[]): string =>
    formatDiff('content/a.md', text, placeRepairs(text, problems).repairs);
  const lines = (count: number): string =>
    Array.from({ length: count }, (_, nth) => `line ${nth + 1}\n`).join('');

  test('shows what changes between its neighbours', () => {
    expect(diff(lines(9), problem(5, 1, 'line 5', 'five'))).toBe(`--- content/a.md
+++ content/a.md
@@ -2,7 +2,7 @@
 line 2
 line 3
 line 4
-line 5
+five
 line 6
 line 7
 line 8
`);
  });

  test('joins what is near, parts what is far, and counts lines that come and go', () => {
    const text = diff(
      lines(30),
      problem(2, 1, 'line 2\n', ''),
      problem(5, 1, 'line 5', 'a\nb'),
      problem(20, 6, '20', 'twenty'),
      problem(20, 1, 'line', 'row'),
    );
    expect(text.match(/^@@.*$/gm)).toEqual(['@@ -1,8 +1,8 @@', '@@ -17,7 +17,7 @@']);
    expect(text).toContain('-line 20\n+row twenty\n');
    expect(text).toContain('-line 2\n line 3\n');
    expect(text).toContain('-line 5\n+a\n+b\n line 6\n');
  });

  test('shows a line that is joined to another', () => {
    expect(diff('a\nb\nc\n', problem(1, 2, '\n', ' '))).toContain('-a\n-b\n+a b\n c\n');
  });

  test('shows blanks that look alike, and no control character', () => {
    const text = diff('a\u00a0b\u001b\r\n', problem(1, 2, '\u00a0', ' '));
    expect(text).toContain('-a<U+00A0>b␛\n+a b␛\n');
  });
});
