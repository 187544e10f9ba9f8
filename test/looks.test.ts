import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOOKS, lookFile, MAX_LOOK_BYTES, MAX_LOOKS_BYTES } from './browser/looks/looks.ts';

const DOCS = new URL('../docs/', import.meta.url).pathname;
const names = LOOKS.flatMap((look) => look.widths.map((width) => lookFile(look, width)));

test('docs/looks.md shows each look that is drawn, and no other', () => {
  const page = readFileSync(join(DOCS, 'looks.md'), 'utf8');
  const shown = [...page.matchAll(/<img src="pictures\/([^"]+)" width="\d+" alt="[^"]+">/g)];
  expect(shown.map(([, name = '']) => name).sort()).toEqual([...names].sort());
  expect(page.match(/<img /g)?.length).toBe(shown.length);
});

test('the pictures are there, and light', () => {
  const drawn = readdirSync(join(DOCS, 'pictures'));
  expect(drawn.sort()).toEqual([...names].sort());
  const sizes = drawn.map((name) => statSync(join(DOCS, 'pictures', name)).size);
  expect(sizes.filter((bytes) => bytes > MAX_LOOK_BYTES)).toEqual([]);
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(MAX_LOOKS_BYTES);
});
