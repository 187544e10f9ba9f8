import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(`${ROOT}docs/security.md`, 'utf8');

const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:---|tries|what happens)/.test(line));
const named = (part: string): string[] =>
  [...part.matchAll(/`((?:src|test|deploy)\/[^`]+)`/g)].map(([, file = '']) => file);

describe('docs/security.md', () => {
  test('names code and tests that are there', () => {
    expect(named(text).length).toBeGreaterThan(80);
    expect(named(text).filter((file) => !existsSync(ROOT + file))).toEqual([]);
  });

  test('shows each row by a test', () => {
    expect(rows.length).toBeGreaterThan(30);
    const unshown = rows.filter(
      (row) => !named(row.split('|').at(-2) ?? '').some((file) => file.endsWith('.test.ts')),
    );
    expect(unshown).toEqual([]);
  });

  test('says of everybody what does not hold', () => {
    const people = text.split(/^## /m).filter((part) => part.includes('| shown by |'));
    expect(people).toHaveLength(6);
    expect(people.filter((part) => !part.includes('**What does not hold.**'))).toEqual([]);
  });
});
