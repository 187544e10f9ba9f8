import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const symbols = readFileSync(at('public/icons/symbols.svg'), 'utf8');
const ids = [...symbols.matchAll(/<symbol id="([a-z]+)" viewBox="0 0 24 24">/g)].map(([, id]) => id);

test('every icon has one symbol, drawn on the same grid and without colours of its own', () => {
  expect(ids).toHaveLength(symbols.split('<symbol').length - 1);
  expect(new Set(ids).size).toBe(ids.length);
  expect(symbols.match(/(?:fill|stroke)="(?!none|currentColor)/g)).toBeNull();
  expect(symbols).not.toMatch(/style|href/);
});

test('views name only icons that are drawn', () => {
  const named = readdirSync(at('views'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ejs'))
    .flatMap((file) => [
      ...readFileSync(at(`views/${file}`), 'utf8').matchAll(/partials\/icon', \{ name: '([a-z]+)'/g),
    ]);
  for (const [, name] of named) expect(ids).toContain(name);
});
