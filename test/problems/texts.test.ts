import { describe, expect, test } from 'vitest';
import { cleanText, removeForbidden } from '../../src/problems/clean-text.ts';
import { editText } from '../../src/problems/edited-text.ts';
import { knownLanguage } from '../../src/problems/known-language.ts';
import { createLineIndex } from '../../src/problems/line-index.ts';
import { normaliseLines } from '../../src/problems/reading/normalise-lines.ts';
import { createProblemLog } from '../../src/problems/problem-log.ts';
import { quoteText } from '../../src/problems/quote-text.ts';
import { sortProblems } from '../../src/problems/sort-problems.ts';
import { suggestName } from '../../src/problems/suggest-name.ts';
import { toSitePath } from '../../src/domain/site-path.ts';
import { toWebAddress } from '../../src/problems/web-address.ts';

test('the line index counts from one, in UTF-16 code units', () => {
  const at = createLineIndex('a😀b\n\nc');
  expect([0, 3, 5, 6, 99].map(at)).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 4 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 3, column: 2 },
  ]);
});

test('offsets of an edited text lead back to the original', () => {
  const { text, toOriginal } = editText('ab\tcd', [
    { start: 2, end: 3, replacement: '    ' },
    { start: 0, end: 0, replacement: "'" },
  ]);
  expect(text).toBe("'ab    cd");
  expect([0, 1, 3, 5, 7, 8].map(toOriginal)).toEqual([0, 0, 2, 2, 3, 4]);
});

test.each([
  ['\ufeffa', 'a', ['bom-removed']],
  ['a\r\nb\r\n', 'a\nb\n', ['line-ends-repaired']],
  ['a\rb', 'a\nb', ['line-ends-repaired']],
  ['a\nb', 'a\nb', []],
])('lines of %j are normalised', (text, expected, codes) => {
  const log = createProblemLog('x');
  expect(normaliseLines(text, log)).toBe(expected);
  expect(log.list().map((one) => one.code)).toEqual(codes);
});

test('quoted text is short, of one line and visible', () => {
  expect(quoteText('a\n b\u0007')).toBe('"a b\ufffd"');
  expect(quoteText('he said "no"')).toBe(`'he said "no"'`);
  expect(quoteText('😀'.repeat(100))).toBe(`"${'😀'.repeat(59)}…"`);
});

test.each([
  ['descripton', 'description'],
  ['wrold', 'world'],
  ['TOPICS', 'topics'],
  ['itle', 'title'],
  ['titel', 'title'],
  ['laguage', 'language'],
  ['scr', 'src'],
  ['zzzz', null],
  ['nid', null],
  ['ids', null],
  ['link', null],
  ['path', null],
  ['late', null],
  ['rate', null],
  ['topographics', null],
])('%s is suggested as %s', (word, expected) => {
  const names = ['description', 'world', 'topics', 'title', 'id', 'lang', 'date', 'language', 'src'];
  expect(suggestName(word, names)).toBe(expected);
});

test('problems are sorted by file, line and column', () => {
  const at = (file: string, line: number, column: number) =>
    ({ file, line, column, severity: 'error', code: 'x', message: 'x', hint: 'x' }) as const;
  const sorted = sortProblems([at('b', 1, 1), at('a', 10, 1), at('a', 9, 2), at('a', 9, 1)]);
  expect(sorted.map((one) => `${one.file}:${one.line}:${one.column}`)).toEqual([
    'a:9:1',
    'a:9:2',
    'a:10:1',
    'b:1:1',
  ]);
});

test('characters that XML forbids are removed, and lone surrogates replaced', () => {
  expect(removeForbidden('a\u0000\u000b\u0085\ufffe\u{1ffff}\ud800b\n\t')).toBe('a\ufffdb\n\t');
  expect(removeForbidden('a\ufdd0\u{2ffff}\u{3fffe}\u{ffffe}\u{10ffff}b')).toBe('ab');
  expect(cleanText('  a \n b ')).toBe('a b');
  expect(cleanText('Cafe\u0301')).toBe('Caf\u00e9');
});

test.each([
  ['en', 'en'],
  ['pt-br', 'pt-BR'],
  ['hye', 'hy'],
  ['hyw', 'hyw'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['zz', null],
  ['armenian', null],
  ['en-XX', null],
  ['en-Abcd', null],
  ['not a tag', null],
  ['', null],
])('the language tag %j is known as %j', (tag, expected) => {
  expect(knownLanguage(tag)).toBe(expected);
});

describe('addresses', () => {
  test.each([
    ['https://example.com', 'https://example.com/'],
    ['HTTP://EXAMPLE.com/a|b', 'http://example.com/a%7Cb'],
    ['https://пример.рф/', 'https://xn--e1afmkfd.xn--p1ai/'],
    ['javascript:alert(1)', null],
    ['//example.com', null],
    ['https://user:pass@example.com', null],
    ['https:\\\\example.com', null],
    ['https://exa mple.com', null],
    ['ftp://example.com', null],
    ['https://', null],
  ])('web address %s', (text, expected) => {
    expect(toWebAddress(text)).toBe(expected);
  });

  test.each([
    ['/old/path/', '/old/path'],
    ['/старый', '/%D1%81%D1%82%D0%B0%D1%80%D1%8B%D0%B9'],
    ['/a%20b?x=1#y', '/a%20b'],
    ['//evil.example', null],
    ['/\\evil.example', null],
    ['/../etc/passwd', null],
    ['/%2e%2e/etc', null],
    ['/a%zz', null],
    ['old/path', null],
    ['/Cafe\u0301/İzmir\u200b', '/caf%C3%A9/izmir'],
    ['/media/E\u0301.jpg', '/media/%C3%89.jpg'],
    ['/.\u200b./etc', null],
  ])('site path %s', (text, expected) => {
    expect(toSitePath(text)).toBe(expected);
  });
});
