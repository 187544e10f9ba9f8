import { expect, test } from 'vitest';
import { isRangeCurrent, judgeRange } from '../../src/cache/byte-ranges.ts';
import { runWithDeadline } from '../../src/problems/reading/run-with-deadline.ts';

/** `0-4 7-9`, the last byte included as in the header; or the kind of the verdict. */
function judged(header: string | undefined, size = 10): string {
  const verdict = judgeRange(header, size);
  if (verdict.kind !== 'parts') return verdict.kind;
  return verdict.parts.map(({ start, end }) => `${start}-${end - 1}`).join(' ');
}

test.each([
  [undefined, 'whole'],
  ['', 'whole'],
  ['items=0-1', 'whole'],
  ['bytes=', 'whole'],
  ['bytes=0-4', '0-4'],
  ['BYTES=0-4', '0-4'],
  ['bytes=0-0', '0-0'],
  ['bytes=7-', '7-9'],
  ['bytes=0-', '0-9'],
  ['bytes=-3', '7-9'],
  ['bytes=-30', '0-9'],
  ['bytes=5-100', '5-9'],
  ['bytes= 2 - 3 ', '2-3'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=10-20', 'unsatisfiable'],
  ['bytes=5-2', 'unsatisfiable'],
  ['bytes=a-b', 'unsatisfiable'],
  ['bytes=0-4;', 'unsatisfiable'],
  ['bytes=--5', 'unsatisfiable'],
  ['bytes=0-1,', 'unsatisfiable'],
  ['bytes=99999999999999999999-', 'unsatisfiable'],
  ['bytes=0-1,4-5', '0-1 4-5'],
  ['bytes=4-5, 0-1', '4-5 0-1'],
  ['bytes=0-1,20-30,-1', '0-1 9-9'],
  ['bytes=0-5,2-9', 'whole'],
])('%s of ten bytes: %s', (header, verdict) => {
  expect(judged(header)).toBe(verdict);
});

test('of nothing, the beginning is all', () => {
  expect(judged('bytes=0-', 0)).toBe('whole');
});

test('whoever asks for very many parts gets all, soon', () => {
  const many = (count: number) =>
    `bytes=${Array.from({ length: count }, (_, at) => `${2 * at}-${2 * at}`).join(',')}`;
  expect(judged(many(100), 1e6).split(' ')).toHaveLength(100);
  expect(judged(many(10_000), 1e6)).toBe('whole');
  expect(judged(`bytes=${'0-,'.repeat(10_000)}`, 1e6)).toBe('whole');
  expect(runWithDeadline(() => judged(`bytes=${' '.repeat(16_000)}x`), 200).kind).toBe('done');
});

const VALIDATORS = { etag: '"a"', lastModified: Date.UTC(2026, 10, 22, 9, 30, 0, 700) };

test.each([
  [undefined, true],
  ['"a"', true],
  [' "a" ', true],
  ['"b"', false],
  ['W/"a"', false],
  ['Sun, 22 Nov 2026 09:30:00 GMT', true],
  ['Sunday, 22-Nov-26 09:30:00 GMT', true],
  ['Sun, 22 Nov 2026 09:30:01 GMT', false],
  ['Sun, 22 Nov 2026 09:29:59 GMT', false],
  ['yesterday', false],
  ['', false],
])('If-Range: %s holds: %s', (header, holds) => {
  expect(isRangeCurrent(header, VALIDATORS)).toBe(holds);
});

test('a weak tag is no condition for parts', () => {
  expect(isRangeCurrent('W/"a"', { etag: 'W/"a"' })).toBe(false);
});
