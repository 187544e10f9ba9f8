import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { CARD_FONT_FAMILY } from '../../src/media/card-fonts.ts';

const css = readFileSync(new URL('../../public/css/fonts.css', import.meta.url), 'utf8');
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

const WANTED = [
  ['source-serif-4', 'opsz-normal'],
  ['source-serif-4', 'wght-italic'],
  ['noto-serif-armenian', 'wght-normal'],
] as const;

test.each(WANTED)('pages have every letter that %s (%s) has', (family, cut) => {
  const declared = offered(`@fontsource-variable/${family}`)
    .filter(([subset]) => isNeeded(family, subset))
    .map(([subset, range]) => [`${family}-${subset}-${cut}.woff2`, range]);
  expect(declared.length).toBeGreaterThan(0);
  for (const [file, range] of declared) expect(faces.get(file), file).toBe(range);
});

test.each(['source-serif-4', 'noto-serif-armenian'])('cards have every letter that %s has', (family) => {
  const files = offered(`@fontsource/${family}`)
    .filter(([subset]) => isNeeded(family, subset))
    .map(([subset]) => `${family}-${subset}`);
  expect(CARD_FONT_FAMILY.split(', ')).toEqual(expect.arrayContaining(files));
});
