import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { CARD_FONT_FAMILY, CARD_FONT_SCALES } from '../../src/media/cards/card-fonts.ts';
import { readFontLetters } from '../support/read-font-letters.ts';

const css = readdirSync(new URL('../../public/css/fonts/', import.meta.url))
  .map((name) => readFileSync(new URL(`../../public/css/fonts/${name}`, import.meta.url), 'utf8'))
  .join('\n');
const FACE = /url\("\.\.\/fonts\/(?<file>[^"]+)"\)[^}]*unicode-range:\s*(?<range>[^;]+);/g;
const faces = new Map(
  [...css.matchAll(FACE)].map(({ groups }) => [groups?.['file'], groups?.['range']?.replace(/\s/g, '')]),
);

/** Sets of letters that a package of fonts has files of, with their code points. */
const offered = (name: string): [subset: string, range: string][] =>
  Object.entries(createRequire(import.meta.url)(`${name}/unicode.json`) as Record<string, string>);

/** The letters of Armenian text that are not Armenian are of the other family. */
const isNeeded = (family: string, subset: string): boolean =>
  family !== 'noto-serif-armenian' || subset === 'armenian';

const packageOf = (cut: string): string => (/^\d/.test(cut) ? '@fontsource' : '@fontsource-variable');

/** As guests in a page of other letters, and as those that sites are written in. */
const WANTED = [
  ['source-serif-4', '400-normal', ['latin']],
  ['source-serif-4', '600-normal', ['latin']],
  ['source-serif-4', '400-italic', []],
  ['source-serif-4', '700-italic', []],
  ['source-serif-4', 'opsz-normal', ['latin-ext', 'vietnamese']],
  ['source-serif-4', 'wght-normal', ['cyrillic', 'cyrillic-ext', 'greek']],
  ['noto-serif-armenian', '400-normal', []],
  ['noto-serif-armenian', '600-normal', []],
  ['noto-serif-armenian', '700-normal', []],
] as const;

test.each(WANTED)('pages have every letter that %s (%s) has, but for %j', (family, cut, others) => {
  const declared = offered(`${packageOf(cut)}/${family}`)
    .filter(([subset]) => isNeeded(family, subset) && !(others as readonly string[]).includes(subset))
    .map(([subset, range]) => [`${family}-${subset}-${cut}.woff2`, range]);
  expect(declared.length).toBeGreaterThan(0);
  for (const [file, range] of declared) expect(faces.get(file), file).toBe(range);
});

/** Their packages offer ranges of whole blocks, of which these fonts have the letters of a few languages. */
const CUT_TO_LETTERS = [
  ['markazi-text-arabic', 'wght-normal', 'Arabic'],
  ['markazi-text-arabic', '400-normal', 'Arabic'],
  ['markazi-text-arabic', '600-normal', 'Arabic'],
  ['frank-ruhl-libre-hebrew', '400-normal', 'Hebrew'],
  ['frank-ruhl-libre-hebrew', '600-normal', 'Hebrew'],
  ['frank-ruhl-libre-hebrew', '700-normal', 'Hebrew'],
  ['noto-serif-georgian-georgian', '400-normal', 'Georgian'],
  ['noto-serif-georgian-georgian', '600-normal', 'Georgian'],
  ['noto-serif-georgian-georgian', '700-normal', 'Georgian'],
] as const;

test.each(CUT_TO_LETTERS)('%s-%s is asked for its own letters, and no others', (name, cut, script) => {
  const family = name.slice(0, name.lastIndexOf('-'));
  const weight = /^\d+/.exec(cut)?.[0] ?? '400';
  // Variable files are WOFF2 alone, of the same letters.
  const file = createRequire(import.meta.url).resolve(
    `@fontsource/${family}/files/${name}-${weight}-normal.woff`,
  );
  const letters = readFontLetters(readFileSync(file));
  const ranges = (faces.get(`${name}-${cut}.woff2`) ?? '').split(',').map((range) => {
    const [from = 0, to = from] = range
      .slice(2)
      .split('-')
      .map((digits) => Number.parseInt(digits, 16));
    return { from, to };
  });
  for (const { from, to } of ranges) expect([letters.has(from), letters.has(to)]).toEqual([true, true]);
  const ofScript = new RegExp(`[\\p{Script=${script}}\\p{Nd}]`, 'u');
  const missed = [...letters].filter(
    (code) =>
      code > 0x7f &&
      ofScript.test(String.fromCodePoint(code)) &&
      !ranges.some(({ from, to }) => from <= code && code <= to),
  );
  expect(missed.map((code) => code.toString(16))).toEqual([]);
});

/** Family, style, weights and letters of every face that has letters of its own. */
const DECLARED = [
  ...css.matchAll(
    /font-family: "([^"]+)";\s*font-style: (\w+);\s*font-weight: ([\d ]+);[^}]*unicode-range:\s*([^;]+);/g,
  ),
].map(([, family = '', style = '', weight = '', range = '']) => ({ family, style, weight, range }));

test('in a family each weight has the same letters, as browsers look for the weight first', () => {
  const families = Map.groupBy(DECLARED, ({ family, style }) => `${family} ${style}`);
  expect(families.size).toBeGreaterThan(8);
  for (const [family, faces] of families) {
    const letters = [...Map.groupBy(faces, ({ weight }) => weight).values()].map((found) =>
      found.map(({ range }) => range).sort(),
    );
    for (const each of letters) expect(each, family).toEqual(letters[0]);
  }
});

test('every weight that the pages use has a face in every family, so that none is smeared', () => {
  const folder = new URL('../../public/css/', import.meta.url);
  const used = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css') && !name.startsWith('fonts/'))
    .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/font-weight: (\d+)/g)])
    .map(([, weight]) => Number(weight))
    // The numerals of the top stories, which every site has in its Latin.
    .filter((weight) => weight !== 300);
  const upright = DECLARED.filter(({ style }) => style === 'normal');
  for (const [family, faces] of Map.groupBy(upright, ({ family: name }) => name)) {
    const ranges = faces.map(({ weight }) => weight.split(' ').map(Number));
    for (const weight of new Set(used)) {
      const isThere = ranges.some(([from = 0, to = from]) => from <= weight && weight <= to);
      expect(isThere, `${family} ${weight}`).toBe(true);
    }
  }
});

/** The letters of other text are of the site's Latin. */
const OWN_SUBSETS: Readonly<Record<string, string>> = {
  'noto-serif-armenian': 'armenian',
  'noto-serif-georgian': 'georgian',
  'markazi-text': 'arabic',
  'frank-ruhl-libre': 'hebrew',
};

test.each(['source-serif-4', ...Object.keys(OWN_SUBSETS)])(
  'cards have every letter that %s has',
  (family) => {
    const own = OWN_SUBSETS[family];
    const files = offered(`@fontsource/${family}`)
      .filter(([subset]) => own === undefined || subset === own)
      .map(([subset]) => `${family}-${subset}`);
    expect(CARD_FONT_FAMILY.split(', ')).toEqual(expect.arrayContaining(files));
  },
);

test('cards set letters as large beside Latin as pages do', () => {
  const sizes = new Map(
    [...css.matchAll(/url\("\.\.\/fonts\/([a-z-]+)-400-normal[^}]*size-adjust: (\d+)%/g)].map(
      ([, name = '', percent]) => [name, Number(percent) / 100],
    ),
  );
  expect(sizes.size).toBe(3);
  expect(CARD_FONT_SCALES).toEqual(sizes);
});
