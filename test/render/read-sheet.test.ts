import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMeasures } from '../../src/render/read-measures.ts';
import { createSheetReader } from '../../src/render/read-sheet.ts';

const LAYOUT =
  '@custom-media --wide (min-width: 64rem);\n@custom-media --narrow (max-width: 40rem);\np { margin: 0; }';
let publicDir: string;

beforeEach(() => {
  publicDir = mkdtempSync(join(tmpdir(), 'sheets-'));
  mkdirSync(join(publicDir, 'css'));
});
afterEach(() => rmSync(publicDir, { recursive: true }));

function read(name: string, css: string): string {
  writeFileSync(join(publicDir, 'css', 'layout.css'), LAYOUT);
  if (name !== 'layout') writeFileSync(join(publicDir, 'css', `${name}.css`), css);
  return createSheetReader(publicDir)(name);
}

test('names of media become what the layout says of them, and their definitions go', () => {
  expect(read('a', '@media (--wide) and (--narrow) { a { color: var(--wide); } }')).toBe(
    '@media (min-width:64rem) and (max-width:40rem){a{color:var(--wide)}}',
  );
  expect(read('layout', '')).toBe('p{margin:0}');
});

test('a name that the layout has not is a mistake that says where', () => {
  expect(() => read('a', '@media (--broad) { a { color: red; } }')).toThrow(
    'public/css/a.css: layout.css has no @custom-media --broad; add it or mend the name',
  );
});

test('comments and indentation stay in the file', () => {
  expect(read('a', '/* Why. */\na,\nb {\n  color: red;\n  margin: 0 1rem;\n}\n')).toBe(
    'a,b{color:red;margin:0 1rem}',
  );
});

const site = fileURLToPath(new URL('../../public', import.meta.url));

test('widths of screens are said in layout.css alone', () => {
  const sheets = readdirSync(`${site}/css`, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.css') && name !== 'layout.css',
  );
  const saying = sheets.filter((name) =>
    /@media[^{]*width/.test(readFileSync(`${site}/css/${name}`, 'utf8')),
  );
  expect(sheets.length).toBeGreaterThan(30);
  expect(saying).toEqual([]);
});

test('the measures of the site are read, and one that is missing is named', () => {
  expect(readMeasures(site)).toMatchObject({ wide: 64, column: 42, margin: { narrow: 1, broad: 3 } });
  writeFileSync(join(publicDir, 'css', 'layout.css'), LAYOUT);
  expect(() => readMeasures(publicDir)).toThrow('public/css/layout.css has no --small in rem');
});
