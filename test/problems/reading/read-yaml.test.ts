import { describe, expect, test } from 'vitest';
import { createProblemLog } from '../../../src/problems/problem-log.ts';
import { readYaml } from '../../../src/problems/reading/read-yaml.ts';
import { readYamlFile } from '../../../src/problems/reading/read-yaml-file.ts';

const TEXT_KEYS = new Set(['title']);

function read(text: string) {
  const log = createProblemLog('x.yaml');
  const located = readYaml(text, log, { textKeys: TEXT_KEYS });
  const problems = log.list().map((one) => `${one.line}:${one.column} ${one.severity} ${one.code}`);
  return { located, data: located.data, problems };
}

describe('values stay as they were typed', () => {
  test.each([
    ['a: 010', '010'],
    ['a: 12:30', '12:30'],
    ['a: 1e3', '1e3'],
    ['a: 0x1F', '0x1F'],
    ['a: 2016-01-02', '2016-01-02'],
    ['a: true', 'true'],
    ['a: "~"', '~'],
    ['a: “Smart” quotes', '“Smart” quotes'],
    ['a: >-\n  folded\n  text', 'folded text'],
    ['a: one\n  two', 'one two'],
  ])('%s', (text, expected) => {
    const { data, problems } = read(text);
    expect(data).toEqual({ a: expected });
    expect(problems).toEqual([]);
  });

  test('null and empty values are absent but have a place', () => {
    const { located, data } = read('a: ~\nb:\nc: null\nd: x');
    expect(data).toEqual({ d: 'x' });
    expect(located.has(['b'])).toBe(true);
    expect(located.at(['b']).key).toEqual({ line: 2, column: 1 });
    expect(located.has(['e'])).toBe(false);
  });

  test('places lead to keys and values, and a missing path to its parent', () => {
    const { located } = read('image:\n  src: x.jpg\ntopics:\n  - one\n  - two\n');
    expect(located.at(['image', 'src'])).toEqual({
      key: { line: 2, column: 3 },
      value: { line: 2, column: 8 },
    });
    expect(located.at(['topics', 1]).value).toEqual({ line: 5, column: 5 });
    expect(located.at(['image', 'alt']).value).toEqual({ line: 2, column: 3 });
  });
});

describe('repairs', () => {
  test.each([
    ['title: Kerry: Putin talk', 'Kerry: Putin talk'],
    ['title: What next:', 'What next:'],
    ['title: "Quoted" then more', '"Quoted" then more'],
    ["title: 'Quoted' then it's more", "'Quoted' then it's more"],
    ['title: @home', '@home'],
    ['title: `code`', '`code`'],
    ['title: %share', '%share'],
    ['title: &c. and so on', '&c. and so on'],
    ['title: *Exclusive* story', '*Exclusive* story'],
    ['title: !Important news', '!Important news'],
    ['title: | a bar', '| a bar'],
    ['title: > a sign', '> a sign'],
    ['title: [Update] Kerry', '[Update] Kerry'],
    ['title: {x} y', '{x} y'],
  ])('%s is read as text', (text, expected) => {
    const { data, problems } = read(`${text}\nb: c`);
    expect(data).toEqual({ title: expected, b: 'c' });
    expect(problems).toEqual(['1:8 warning quotes-added']);
  });

  test('a block scalar is not taken for a symbol', () => {
    expect(read('title: |-\n  two\n  lines').data).toEqual({ title: 'two\nlines' });
  });

  test('tabs become an indent where they nest, and nothing where they do not', () => {
    expect(read('a:\n\tb: c')).toMatchObject({
      data: { a: { b: 'c' } },
      problems: ['2:1 warning tabs-repaired'],
    });
    expect(read('a: b\n\tc: d')).toMatchObject({
      data: { a: 'b', c: 'd' },
      problems: ['2:1 warning tabs-repaired'],
    });
  });

  test('positions behind a repair are those of the original', () => {
    const { located } = read("title: it's: 'so'\nimage:\n\tsrc: x.jpg");
    expect(located.at(['image', 'src']).value).toEqual({ line: 3, column: 7 });
  });

  test('a title cut by a comment is told', () => {
    expect(read('title: We are #1 # really')).toMatchObject({
      data: { title: 'We are' },
      problems: ['1:8 warning text-cut'],
    });
    expect(read('date: 2016-07-15 # local time').problems).toEqual([]);
    expect(read('title: "We are" # quoted').problems).toEqual([]);
  });
});

describe('faults', () => {
  test.each([
    ['an open quote, told where it opens', 'a: 1\ntitle: "open\nb: 2', '2:8 error yaml-invalid'],
    ['an open list', 'topics: [a, b', '1:14 error yaml-invalid'],
    ['a key given twice', 'a: 1\nb: 2\na: 3', '3:1 error key-duplicate'],
    ['a key that is a list', '? [a]\n: b', '1:3 error key-not-text'],
    ['a tag that asks for code', 'a: !!js/function "x"', '1:18 error tag-refused'],
    ['two documents', 'a: 1\n---\nb: 2', '2:1 error yaml-invalid'],
  ])('%s', (_, text, expected) => {
    expect(read(text).problems).toEqual([expected]);
  });

  test('a map keeps keys that objects have of themselves', () => {
    const { data } = read('__proto__: x\nconstructor: y');
    expect(Object.keys(data as object)).toEqual(['__proto__', 'constructor']);
  });

  test('a billion laughs, circles and deep nesting are refused', () => {
    const lines = ['a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'];
    for (let level = 1; level < 12; level += 1) {
      lines.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      );
    }
    expect(read(lines.join('\n')).problems).toEqual(['1:1 error data-too-large']);
    expect(read('a: &x [*x, *x]').problems).toEqual(['1:1 error data-too-large']);
    expect(read(`a: ${'['.repeat(5000)}`).problems.length).toBeGreaterThan(0);
  });

  test('an alias is followed', () => {
    expect(read('a: &x [1, 2]\nb: *x').data).toEqual({ a: ['1', '2'], b: ['1', '2'] });
  });
});

describe('a whole file', () => {
  test.each([
    ['nested maps that never end', '- {a: ', 1],
    ['tabbed items with open quotes', '-\ttext: x: "y\n', 20],
    ['items with open quotes', '- "a\n', 1],
    ['items that are repaired', '- text: x: "y\n', null],
    ['brackets', '[', 1],
    ['keys among items', 'text: x: y\n', 20],
  ])('%s end, with few errors told', (_, unit, errors) => {
    const log = createProblemLog('x.yaml');
    readYamlFile(`${unit.repeat(180_000 / unit.length)}\n`, log, new Set(['text']));
    expect(log.hasErrors).toBe(true);
    if (errors !== null) {
      expect(log.list().filter((one) => one.severity === 'error').length).toBeLessThanOrEqual(errors);
    }
  });

  test('one that has to begin anew tells its problems once', () => {
    const log = createProblemLog('x.yaml');
    log.warn({ code: 'before', message: 'm', hint: 'h' });
    let asked = 0;
    const slowAtFirst = {
      has() {
        asked += 1;
        log.warn({ code: `told-${asked}`, message: 'm', hint: 'h' });
        while (asked === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        return false;
      },
    };
    expect(readYamlFile('a: b', log, slowAtFirst as unknown as ReadonlySet<string>).data).toEqual({ a: 'b' });
    expect(asked).toBeGreaterThan(1);
    const codes = log.list().map(({ code }) => code);
    expect(codes).not.toContain('told-1');
    expect(codes).toContain('before');
    expect(codes).toContain('told-2');
  });

  test('one that takes too long is refused', () => {
    const log = createProblemLog('x.yaml');
    const forever = { has: () => waitForever() } as unknown as ReadonlySet<string>;
    expect(readYamlFile('a: b', log, forever).data).toBeUndefined();
    expect(log.list().map((one) => `${one.severity} ${one.code}`)).toEqual(['error too-slow']);
  });
});

function waitForever(): never {
  for (;;);
}
