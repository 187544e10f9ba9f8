import { describe, expect, test } from 'vitest';
import { formatCodeFrame } from '../../../src/problems/show/code-frame.ts';
import { displayWidth } from '../../../src/problems/show/display-cells.ts';
import { paintNothing } from '../../../src/problems/show/paint.ts';
import { pickLines } from '../../../src/problems/show/pick-lines.ts';

function frame(text: string, line: number, column: number, width = 120): string[] {
  const problem = { line, column, severity: 'error' } as const;
  const shown = formatCodeFrame(problem, pickLines(text, [line]), width, paintNothing);
  return shown === '' ? [] : shown.replace(/\n$/, '').split('\n');
}

/** Column of the terminal, from 0, in which the caret stands, and in which the needle begins. */
function places(text: string, needle: string, width?: number): { caret: number; needle: number } {
  const [faulty = '', mark = ''] = frame(text, 1, text.indexOf(needle) + 1, width);
  return { caret: mark.indexOf('^'), needle: displayWidth(faulty.slice(0, faulty.indexOf(needle))) };
}

describe('a code frame', () => {
  test('shows two lines before, one after, and a caret under the column', () => {
    expect(frame('---\ntitle: A\ndraft: perhaps\ndate: 2016-07-15\n---\n', 3, 8)).toEqual([
      '  1 | ---',
      '  2 | title: A',
      '> 3 | draft: perhaps',
      '    |        ^',
      '  4 | date: 2016-07-15',
    ]);
  });

  test('aligns numbers of different length', () => {
    const text = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n');
    expect(frame(text, 9, 1)).toEqual([
      '   7 | line 7',
      '   8 | line 8',
      '>  9 | line 9',
      '     | ^',
      '  10 | line 10',
    ]);
  });

  test('ends with the last line, with or without a line break', () => {
    expect(frame('one\ntwo\n', 2, 4)).toEqual(['  1 | one', '> 2 | two', '    |    ^']);
    expect(frame('one\ntwo', 2, 4)).toEqual(['  1 | one', '> 2 | two', '    |    ^']);
    expect(frame('one\ntwo\n', 3, 1)).toEqual(['  1 | one', '  2 | two', '> 3 |', '    | ^']);
  });

  test('says nothing of an empty file, of blank lines, or of a line beyond the file', () => {
    expect(frame('', 1, 1)).toEqual([]);
    expect(frame('\ufeff', 1, 1)).toEqual([]);
    expect(frame('\n  \n', 1, 1)).toEqual([]);
    expect(frame('one\ntwo', 3, 1)).toEqual([]);
    expect(frame('one\ntwo', 0, 1)).toEqual([]);
  });

  test('keeps a column beyond the line at its end', () => {
    expect(frame('one', 1, 99)).toEqual(['> 1 | one', '    |    ^']);
    expect(frame('one', 1, -1)).toEqual(['> 1 | one', '    | ^']);
  });

  test('reads CRLF and CR as line ends and counts no byte order mark', () => {
    expect(frame('\ufeffone\r\ntwo\rthree', 1, 1)).toEqual(['> 1 | one', '    | ^', '  2 | two']);
    expect(frame('\ufeffone\r\ntwo\rthree', 3, 2)).toEqual([
      '  1 | one',
      '  2 | two',
      '> 3 | three',
      '    |  ^',
    ]);
  });

  test('lets no escape sequence through', () => {
    const shown = frame('a \u001b[31m\u009b2J\u0007\u202e\u200b b', 1, 1).join('\n');
    expect(shown).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(shown).toContain('a ␛[31m<U+009B>2J␇<U+202E><U+200B> b');
  });
});

describe('the caret', () => {
  test.each([
    ['tabs', '\t\tkey:\tX'],
    ['wide characters', '日本語：한국어 X'],
    ['halfwidth katakana', 'ｶﾀｶﾅ X'],
    ['emoji, joined, coloured and flags', '👩‍👩‍👧 👍🏽 🇦🇲 ❤️ ❤ X'],
    ['combining marks', 'e\u0301\u0323 n\u0303 X'],
    ['a Hangul syllable of letters', '\u1112\u1161\u11ab X'],
    ['control characters', '\u001b[0m\u0085 X'],
    ['half a surrogate pair', '\ud83d X'],
    ['right-to-left text before', 'שלום عالم X'],
    ['vowel points', 'שָׁלוֹם X'],
  ])('is under its character after %s', (_, line) => {
    const { caret, needle } = places(line, 'X');
    expect(caret).toBe(needle);
    expect(caret).toBeGreaterThan(6);
  });

  test('counts terminal columns as terminals do', () => {
    expect(displayWidth('日本')).toBe(4);
    expect(displayWidth('ｶﾅ')).toBe(2);
    const emoji = ['👩‍👩‍👧', '👍🏽', '🇦🇲', '❤️', '❤', '😀'];
    expect(emoji.map(displayWidth)).toEqual([2, 2, 2, 2, 1, 2]);
    expect(displayWidth('e\u0301שָׁ')).toBe(2);
    expect(displayWidth('\t')).toBe(4);
  });

  test('stands under the whole character when the column is inside it', () => {
    expect(frame('ab👩‍👩‍👧c', 1, 5)[1]).toBe('    |   ^');
    expect(frame('abe\u0301', 1, 4)[1]).toBe('    |   ^');
  });

  test('spans a run of right-to-left text, which terminals may turn around', () => {
    const line = 'type: خبر عاجل 5 اليوم (x)';
    const mark = `    |       ${'^'.repeat('خبر عاجل 5 اليوم'.length)}`;
    expect(frame(line, 1, line.indexOf('خ') + 1)[1]).toBe(mark);
    expect(frame(line, 1, line.indexOf('5') + 1)[1]).toBe(mark);
    expect(
      frame(line, 1, line.indexOf('x') + 1)[1]
        ?.trimEnd()
        .match(/\^+$/)?.[0],
    ).toBe('^');
    expect(frame(line, 1, 1)[1]).toBe('    | ^');
  });
});

describe('a long line', () => {
  test.each([
    ['its start', 'X'.padEnd(5000, 'ab ')],
    ['its middle', `${'ab '.repeat(900)}X${' ab'.repeat(900)}`],
    ['its end', `${'ab '.repeat(900)}X`],
    ['wide characters', `${'日本 '.repeat(900)}X${' 日本'.repeat(900)}`],
    ['emoji', `${'👩‍👩‍👧'.repeat(900)}X${'👩‍👩‍👧'.repeat(900)}`],
    ['surrogate pairs that the cut would halve', `a${'😀'.repeat(900)}X`],
    ['heaped marks', `${`a${'\u0301'.repeat(300)}`.repeat(9)}X${'\u0301'.repeat(3000)}`],
  ])('is cut around the column at %s', (_, line) => {
    for (const width of [60, 61, 120]) {
      const { caret, needle } = places(line, 'X', width);
      expect(caret).toBe(needle);
      const [faulty = ''] = frame(line, 1, line.indexOf('X') + 1, width);
      expect(displayWidth(faulty)).toBeLessThanOrEqual(width);
      expect(faulty).toContain('…');
      expect(faulty).not.toContain('�');
    }
  });

  test('keeps the caret in sight at the very end', () => {
    const line = 'word '.repeat(500).trim();
    const [faulty = '', mark = ''] = frame(line, 1, line.length + 1, 60);
    expect(mark.length).toBe(faulty.length + 1);
    expect(mark.length).toBeLessThanOrEqual(60);
  });

  test('is cut as a neighbour, from its start', () => {
    const rows = frame(`${'ab '.repeat(900)}\nfaulty\n${'cd '.repeat(900)}`, 2, 1, 40);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatch(/^ {2}1 \| ab ab .*…$/);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(40);
  });

  test('leaves room to read on the narrowest terminal', () => {
    expect(frame('date: tomorow and more', 1, 7, 3)[0]).toMatch(/date: tomorow/);
  });
});

test('only the lines around the problems are kept', () => {
  const text = Array.from({ length: 1000 }, (_, index) => `line ${index + 1}`).join('\n');
  expect([...pickLines(text, [500, 1000, 4000]).keys()]).toEqual([498, 499, 500, 501, 998, 999, 1000]);
});
