import { describe, expect, test } from 'vitest';
import { formText } from '../../../src/desk/write/form-text.ts';
import { keepLines } from '../../../src/desk/write/keep-lines.ts';

/** Numbers that are the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

const PIECES = [
  '---',
  'title: A story',
  '',
  ' ',
  '\t',
  'trailing  ',
  'e\u0301te\u0301 été',
  '\u2028',
  '\u000c',
  '\0',
  '\ufeff',
  'Հայաստան',
  'مرحبا\u200f',
  '🏔️',
  '\u0001',
  '&lt;',
  '</textarea>',
];
const ENDS = ['\n', '\r\n', '\r', '\n', '\r\n'];

function oddText(next: () => number): string {
  const count = next() % 30;
  let text = next() % 4 === 0 ? '\ufeff' : '';
  for (let nth = 0; nth < count; nth += 1) {
    text += (PIECES[next() % PIECES.length] ?? '') + (ENDS[next() % ENDS.length] ?? '');
  }
  return text + (PIECES[next() % PIECES.length] ?? '');
}

/** What a browser sends of a field: CRLF line ends (HTML §4.10.22.8). */
const sent = (text: string): string => formText(text).replaceAll('\n', '\r\n');

describe('what nobody touched', () => {
  test('stays to the last byte, whatever line ends and marks a text has', () => {
    const random = numbers(7);
    const next = (): number => random.next().value as number;
    for (let nth = 0; nth < 2_000; nth += 1) {
      const text = oddText(next);
      expect(keepLines(text, sent(text))).toBe(text);
      expect(keepLines(text, formText(text))).toBe(text);
    }
  });

  test('stays where one line is changed, among 2,000 odd texts', () => {
    const random = numbers(11);
    const next = (): number => random.next().value as number;
    for (let nth = 0; nth < 2_000; nth += 1) {
      const text = oddText(next);
      const lines = formText(text).split('\n');
      const at = next() % lines.length;
      const kept = keepLines(text, lines.with(at, 'a line of its own').join('\r\n'));
      const parts = (whole: string): string[] => whole.replace(/^\ufeff/, '').split(/(\r\n?|\n)/);
      const expected = parts(text).with(at * 2, 'a line of its own');
      expect(parts(kept)).toEqual(expected);
      expect(kept.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
    }
  });
});

describe('what was typed', () => {
  test('is what a form shows of it again, among 2,000 odd changes of odd texts', () => {
    const random = numbers(13);
    const next = (): number => random.next().value as number;
    for (let nth = 0; nth < 2_000; nth += 1) {
      const text = oddText(next);
      const lines = formText(text).split('\n');
      for (let change = next() % 5; change >= 0; change -= 1) {
        const added = Array.from({ length: next() % 3 }, () => PIECES[next() % PIECES.length] ?? '');
        lines.splice(next() % (lines.length + 1), next() % 4, ...added);
      }
      const typed = formText(lines.join('\n'));
      const kept = keepLines(text, typed);
      expect(formText(kept)).toBe(typed);
    }
  });

  test.each([
    ['a new line takes the end of the one before it', 'a\r\nb\nc', 'a\nnew\nb\nc', 'a\r\nnew\r\nb\nc'],
    ['the first takes the file’s first end', 'a\r\nb', 'new\na\nb', 'new\r\na\r\nb'],
    ['the last line gets an end where another follows', 'a\r\nb', 'a\nb\nc', 'a\r\nb\r\nc'],
    ['a line that becomes the last has none', 'a\r\nb', 'a', 'a'],
    ['a last line end that was removed is gone', 'a\nb\n', 'a\nb', 'a\nb'],
    ['a new file has LF', '', 'a\r\nb\r\n', 'a\nb\n'],
    ['a changed line keeps the end that it had', 'a\r\nb\rc\n', 'a\nB\nc\n', 'a\r\nB\rc\n'],
    ['no line is lost between CR and LF', 'a\rb\n', 'a\n\n', 'a\r\n\n'],
    ['an empty text empties the file', 'a\nb', '', ''],
    ['a byte order mark stays', '\ufeffa\n', 'b\n', '\ufeffb\n'],
  ])('%s', (_, base, typed, expected) => {
    const kept = keepLines(base, typed);
    expect(formText(kept)).toBe(formText(typed));
    expect(kept).toBe(expected);
  });

  test('a long text that is wholly another is taken as it is', () => {
    const base = Array.from({ length: 20_000 }, (_, nth) => `old ${nth}\r\n`).join('');
    const typed = Array.from({ length: 20_000 }, (_, nth) => `new ${nth}\n`).join('');
    expect(keepLines(base, typed)).toBe(typed.replaceAll('\n', '\r\n'));
  });
});
