import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readEntry, writeCounts, writeList } from '../../../src/runtime/shared-views/stream-entry.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const batch = { machine: 'm', number: 3, at: NOW, counts: [['2026/Հայ', 2.5] as const, ['b', 1] as const] };

test('a batch arrives as it was, at the moment at which it was gathered', () => {
  // The store's clock is an hour behind, and the batch waited for five seconds.
  const name = `${NOW - 3_600_000}-0`;
  expect(readEntry(name, writeCounts(batch, NOW + 5_000), NOW)).toEqual({
    kind: 'counts',
    batch: { ...batch, at: NOW - 3_605_000 },
  });
});

test('no moment is later than now, whatever the store’s clock says', () => {
  const entry = readEntry(`${NOW + 86_400_000}-0`, writeCounts(batch, NOW - 1), NOW);
  expect(entry).toMatchObject({ batch: { at: NOW } });
});

test('a list arrives as it was', () => {
  expect(readEntry('1-0', writeList('m', ['a', 'б']), NOW)).toEqual({
    kind: 'list',
    machine: 'm',
    ids: ['a', 'б'],
  });
});

const pack = (value: unknown) => zstdCompressSync(JSON.stringify(value)).toString('base64');
const counts = writeCounts(batch, NOW);
test.each([
  ['of another form', { x: '1' }],
  ['without a number', { ...counts, n: 'one' }],
  ['not packed', { ...counts, c: 'xxx' }],
  ['cut off', { ...counts, c: counts['c']?.slice(0, 20) ?? '' }],
  ['of no numbers', { ...counts, c: pack([['a', 'many']]) }],
  ['of fewer than none', { ...counts, c: pack([['a', -1]]) }],
  ['without end', { ...counts, c: pack([['a', 1e300]]) }],
  ['of a name without end', { ...counts, c: pack([['a'.repeat(3_000), 1]]) }],
  ['that unpacks to 20 MB', { ...counts, c: pack('a'.repeat(20_000_000)) }],
  ['of too many articles', { ...counts, c: pack(Array.from({ length: 20_001 }, (_, nth) => [`${nth}`, 1])) }],
  ['whose list is none', { m: 'm', l: '{"a":1}' }],
  ['whose list is no JSON', { m: 'm', l: '[' }],
])('an entry %s is none of ours', (_, fields) => {
  expect(readEntry('1-0', fields, NOW)).toBeNull();
});
