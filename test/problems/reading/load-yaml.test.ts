import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DataPath, LocatedData, SourceData } from '../../../src/problems/reading/located-data.ts';
import { createProblemLog } from '../../../src/problems/problem-log.ts';
import { loadYaml } from '../../../src/problems/reading/load-yaml.ts';
import { parseYaml } from '../../../src/problems/reading/read-yaml.ts';
import { createRandom } from '../../content/random.ts';

const FOLDERS = ['../../fixtures/', '../../../content/'].map(
  (path) => new URL(path, import.meta.url).pathname,
);
const TEXT_KEYS = new Set(['title', 'description', 'alt', 'text', 'name']);

/** Every path of the data, and some that lead nowhere. */
function pathsOf(data: SourceData | undefined, path: DataPath = []): DataPath[] {
  const strays = [
    [...path, 'nowhere'],
    [...path, 99],
    [...path, 'nowhere', 'at', 'all'],
  ];
  if (typeof data !== 'object') return [path, ...strays];
  const steps = Array.isArray(data) ? data.keys() : Object.keys(data);
  const inner = [...steps].flatMap((step) =>
    pathsOf((data as Readonly<Record<string | number, SourceData>>)[step], [...path, step]),
  );
  return [path, ...strays, ...inner];
}

const fail = (): never => expect.fail('nobody asked for a place');

const shown = ({ data, has }: LocatedData, paths: readonly DataPath[]) => ({
  data: JSON.stringify(data),
  has: paths.filter((path) => has(path)),
});

const parsed = (text: string): LocatedData => {
  const log = createProblemLog('x.md');
  const located = parseYaml(text, log, { textKeys: TEXT_KEYS });
  expect(log.list(), text).toEqual([]);
  return located;
};

/** Whether js-yaml reads a text; it is then the same to the other parser, which has nothing to tell of it. */
function compare(text: string): boolean {
  const loaded = loadYaml(text, TEXT_KEYS, () => parsed(text));
  if (loaded === null) return false;
  const located = parsed(text);
  const keys = [...text.matchAll(/^ *([\w-]+):/gm)].map(([, key = '']) => [key]);
  const paths = [...pathsOf(located.data), ...keys, ['image', 'alt']];
  expect(shown(loaded, paths), text).toEqual(shown(located, paths));
  return true;
}

const random = createRandom(20161122);
const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;

const KEYS = [
  'title',
  'date',
  'topics',
  'image',
  'alt',
  'name',
  'null',
  'on',
  'x-y',
  'Z_1',
  '2016',
  '__proto__',
  'constructor',
  '"q"',
  'a b',
  '~',
  '{a: b}',
  '? k',
  '&k k',
  '!t k',
  'a,b',
  'é',
];
const SCALARS = [
  'Kerry in Moscow',
  '2016-07-15 09:30',
  '"Kerry: \'Putin\' # talk"',
  '\'it is "so"\'',
  '""',
  "''",
  '010',
  '1e3',
  'true',
  'null',
  'NULL',
  'nullable',
  '~',
  'a: b',
  'a:',
  'a #b',
  'a#b',
  '#a',
  '- a',
  '-a',
  'a - b',
  '"a" b',
  '"a\\n"',
  "'a''b'",
  '[a]',
  '[]',
  '[ a, "b, c" ,d e ]',
  '[a,b,]',
  '[a: b]',
  '[null]',
  "['x', 1]",
  '[a',
  '{a: b}',
  '*a',
  '&a b',
  '!a',
  '|',
  '>',
  '@a',
  '`a`',
  '%a',
  '? a',
  '(a)',
  '/old/a',
  'https://e.example/a?b=c#d',
  'Սփյուռք',
  '“I hope,” he said',
  'a\u00a0b',
  'a\tb',
  '😀 a',
  '\ud800',
  'a ',
  ' a',
  '',
  '[a] b',
  'a, b',
  'a [b]',
  "it's",
  'a "b"',
  'a\\b',
  '...',
  '---',
  '<<',
  '=',
  ',a',
  '# c',
  'x # c',
  '!!str null',
  '!!int 5',
  '!a b',
  '&a [b]',
  '{a: b, c}',
  '{"a":b}',
  '{? a : b}',
  '{a:b}',
  '{~: a}',
  '[a: b, c]',
  '[[a],{b: c}]',
  '[a,\n  b]',
  '[a,,b]',
  '[~, a]',
  '"a\n  b"',
  'a\n\n  b',
  '|\n  x\n   y',
  '>-\n  x\n\n  y',
  '|2\n    x',
  '"\\x41\\u263a\\/"',
  '"\\q"',
  '[a]: b',
  '? a\n: b',
  '- - a\n  - b',
  ': a',
  'Null',
  'nULL',
  '~: a',
  'Null: b',
  'a\u2028b',
  'a\u0085b',
];
const LINES: readonly (() => string)[] = [
  () => `${pick(KEYS)}: ${pick(SCALARS)}`,
  () => `${pick(KEYS)}: ${pick(SCALARS)}`,
  () => `${pick(KEYS)}:${pick(['', ' ', '  ', ' # c'])}`,
  () => `${pick(KEYS)}:\n  src: ${pick(SCALARS)}\n  ${pick(KEYS)}: ${pick(SCALARS)}`,
  () => `${pick(KEYS)}:\n${pick(['', '  ', ' '])}- ${pick(SCALARS)}`,
  () => `${pick(KEYS)}:\n  - ${pick(SCALARS)}\n  - ${pick(SCALARS)}`,
  () =>
    `${pick(KEYS)}:\n${pick(['', '  '])}- ${pick(KEYS)}: ${pick(SCALARS)}\n    ${pick(KEYS)}: ${pick(SCALARS)}`,
  () =>
    `${pick(KEYS)}:\n  - a: b\n    ${pick(KEYS)}: ${pick(SCALARS)}\n  - ${pick(KEYS)}:\n    ${pick(KEYS)}: c`,
  () => `${pick(KEYS)}:\n  ${pick(KEYS)}:\n    ${pick(KEYS)}: ${pick(SCALARS)}\n  - ${pick(SCALARS)}`,
  () => `${pick(KEYS)}:\n  ${pick(KEYS)}:\n  ${pick(['', '  '])}- ${pick(SCALARS)}\n  ${pick(KEYS)}: x`,
  () => `${pick(['', '  ', '    ', '      '])}${pick(KEYS)}:`,
  () => `${pick(['', '  ', '    '])}- ${pick(['', ' ', '  '])}${pick(KEYS)}: ${pick(SCALARS)}`,
  () => `${pick(['', '  ', '    '])}- ${pick(SCALARS)}`,
  () => `${pick(['  ', '    ', ' '])}${pick([...KEYS.map((key) => `${key}: x`), ...SCALARS])}`,
  () => pick(['', '', ' ', '# comment', '---', '...', 'x', '? a']),
];

test('generated texts are read as the parser reads them, or left to it', () => {
  let plain = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const lines = Array.from({ length: 1 + random(5) }, () => pick(LINES)());
    const text = `${pick(['\n', '', '\n\n'])}${lines.join('\n')}${pick(['', '\n'])}`;
    if (compare(text)) plain += 1;
  }
  expect(plain).toBeGreaterThan(1000);
});

test('every scalar in every place, likewise', () => {
  const places = [
    'a: X',
    'title: X',
    'a: [X]',
    'a: [b, X]',
    'a: [X, b]',
    'a:\n- X',
    'a:\n  - b\n  - X',
    'a:\n  b: X\nc: d',
    'a:\n  - b: X\n    c: d\n  - c: X',
    'a:\n- b:\n    c: X\n  d: e\nf: g',
    'a:\n  b:\n    - X\n    - c: X\n  d: e',
  ];
  for (const place of places) for (const scalar of SCALARS) compare(place.replace('X', () => scalar));
});

test('what is too long or too deep is left to the parser that knows places', () => {
  expect(
    compare(`a:\n${Array.from({ length: 20 }, (_, depth) => `${' '.repeat(depth + 1)}a:`).join('\n')} b`),
  ).toBe(true);
  expect(loadYaml('['.repeat(40) + ']'.repeat(40), TEXT_KEYS, fail)).toBeNull();
  expect(compare(`a: [${'b,'.repeat(8000)}b]`)).toBe(true);
  expect(loadYaml(`a: [${'b,'.repeat(9000)}b]`, TEXT_KEYS, fail)).toBeNull();
  expect(loadYaml('a: &b [c]\nd: *b', TEXT_KEYS, fail)).toBeNull();
});

test('places are looked for when the first one is asked for, once', () => {
  const text = 'title: Kerry\nempty:\ntopics: [a, b]';
  let times = 0;
  const located = loadYaml(text, TEXT_KEYS, () => {
    times += 1;
    return parsed(text);
  });
  expect(located?.has(['empty'])).toBe(true);
  expect(located?.has(['date'])).toBe(false);
  expect(times).toBe(0);
  expect(located?.at(['topics', 1]).value).toEqual({ line: 3, column: 13 });
  expect(located?.at(['title']).key).toEqual({ line: 1, column: 1 });
  expect(times).toBe(1);
});

test('so are those of all files at hand, most of which are plain', () => {
  let found = 0;
  let plain = 0;
  for (const folder of FOLDERS) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(?:md|ya?ml)$/.test(name)) continue;
      const text = readFileSync(join(folder, name), 'utf8');
      const block = name.endsWith('.md') ? /^---\n([\s\S]*?)^---$/m.exec(text)?.[1] : text;
      if (block === undefined) continue;
      found += 1;
      if (compare(`\n${block}`)) plain += 1;
    }
  }
  expect(found).toBeGreaterThan(80);
  expect(plain / found).toBeGreaterThan(0.5);
});
