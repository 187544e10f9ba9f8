import { expect, test } from 'vitest';
import { chooseEncoding, type Encoding } from '../../src/cache/accept-encoding.ts';

const ALL: readonly Encoding[] = ['identity', 'gzip', 'br'];

test.each<[string | undefined, Encoding]>([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP', 'gzip'],
  ['x-gzip', 'gzip'],
  ['X-GZip;q=0.5', 'gzip'],
  ['deflate', 'identity'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['*;q=0, gzip', 'gzip'],
  ['br;q=0, *', 'gzip'],
  ['gzip;q=0', 'identity'],
  ['gzip;q=0.000', 'identity'],
  ['gzip;q=0, br;q=0', 'identity'],
  ['gzip;q=0, x-gzip', 'identity'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['br;q=0.8, gzip;q=0.8', 'br'],
  ['gzip;q=0.001', 'gzip'],
  ['identity, gzip;q=0.5', 'identity'],
  ['identity;q=0.5, gzip;q=0.5', 'gzip'],
  ['identity;q=0, gzip;q=0.1', 'gzip'],
  ['identity;q=0', 'identity'],
  ['gzip ; q=0.5 ,\tbr ;\tq=0.4', 'gzip'],
  ['gzip;Q=1.000', 'gzip'],
])('%j is answered with %s', (accept, expected) => {
  expect(chooseEncoding(accept, ALL)).toBe(expected);
});

test.each([
  'gzip;q=2',
  'gzip;q=',
  'gzip;q=-1',
  'gzip;q=0.1234',
  'gzip;q=.5',
  'gzip;level=9',
  'gzip;q=1;q=0',
  'gzip q=1',
  ';q=1',
  ',,;,',
  'gzip\0',
])('malformed %j counts as absent', (accept) => {
  expect(chooseEncoding(accept, ALL)).toBe('identity');
  expect(chooseEncoding(`${accept}, br;q=0.2`, ALL)).toBe('br');
});

test('only what is held is chosen', () => {
  expect(chooseEncoding('br, gzip;q=0.5', ['identity', 'gzip'])).toBe('gzip');
  expect(chooseEncoding('br, gzip', ['identity'])).toBe('identity');
});

test.each([
  ['commas', ','.repeat(1_000_000)],
  ['semicolons', `gzip${';'.repeat(1_000_000)}`],
  ['spaces', `gzip;q=1${' '.repeat(1_000_000)}x`],
  ['tabs', `${'\t'.repeat(1_000_000)}x`],
  ['digits', `gzip;q=0.${'0'.repeat(1_000_000)}`],
  ['members', 'gzip;q=0.5,'.repeat(100_000)],
])('a million hostile %s take no more than linear time', (_name, accept) => {
  const start = performance.now();
  chooseEncoding(accept, ALL);
  expect(performance.now() - start).toBeLessThan(1_000);
});
