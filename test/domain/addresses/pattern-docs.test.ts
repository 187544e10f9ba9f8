import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ADDRESS_PRESETS } from '../../../src/domain/addresses/pattern-presets.ts';

test('docs/permalinks.md lists the systems with their addresses', () => {
  const text = readFileSync(new URL('../../../docs/permalinks.md', import.meta.url), 'utf8');
  const table = text.slice(text.indexOf('| system | addresses |'));
  const rows = [...table.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, name = '', patterns = '']) => [
    name,
    patterns.split(', ').map((pattern) => pattern.replaceAll('`', '')),
  ]);
  expect(Object.fromEntries(rows)).toEqual(ADDRESS_PRESETS);
});
