import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { editFont, scaleEm } from '../../../src/media/cards/edit-font.ts';
import { readFontLetters } from '../../support/read-font-letters.ts';

const woff = readFileSync(
  createRequire(import.meta.url).resolve(
    '@fontsource/markazi-text/files/markazi-text-arabic-400-normal.woff',
  ),
);

/** Units of the em, as the font says it now. */
function unitsOf(font: Buffer): number {
  let units = 0;
  editFont(font, { head: (table) => (units = table.readUInt16BE(18)) });
  return units;
}

test('a font is set larger by fewer units to its em, and is otherwise the same', () => {
  const larger = editFont(woff, { head: scaleEm(1.28) });
  expect([unitsOf(woff), unitsOf(larger)]).toEqual([2048, 1600]);
  expect([...readFontLetters(larger)]).toEqual([...readFontLetters(woff)]);
  expect(larger.readUInt32BE(8)).toBe(larger.length);
});

test('the file that is read stays as it is, and a table that it lacks is left out', () => {
  const before = Buffer.from(woff);
  expect(editFont(woff, { none: () => expect.unreachable() }).subarray(0, woff.length)).toEqual(before);
  editFont(woff, { head: (table) => table.fill(0) });
  expect(woff.equals(before)).toBe(true);
});
