import { expect, test } from 'vitest';
import { chooseEncoding, type Encoding, rememberedEncoding } from '../../src/cache/accept-encoding.ts';
import { threadCpuMs } from '../../src/telemetry/cpu-time.ts';
import { createRandom } from '../content/random.ts';

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
  const start = threadCpuMs();
  chooseEncoding(accept, ALL);
  expect(threadCpuMs() - start).toBeLessThan(10_000);
});

/** Encodings that count how often they are looked at: not at all where an answer is remembered. */
function countedEncodings(): { readonly held: readonly Encoding[]; readonly looks: () => number } {
  let looks = 0;
  const held = [...ALL];
  held.includes = (encoding) => {
    looks += 1;
    return ALL.includes(encoding);
  };
  return { held, looks: () => looks };
}

test('remembered answers are the same as those that are read each time', () => {
  const random = createRandom(1);
  const parts = [
    'gzip',
    'br',
    'identity',
    '*',
    'x-gzip',
    ';q=0',
    ';q=0.5',
    ';q=1',
    ', ',
    ',',
    ' ',
    'deflate',
    '',
  ];
  const held: readonly (readonly Encoding[])[] = [ALL, ['identity'], ['identity', 'gzip']];
  const remembered = rememberedEncoding();
  const headers = Array.from({ length: 2_000 }, () =>
    Array.from({ length: random(9) }, () => parts[random(parts.length)]).join(''),
  );
  for (const accept of [undefined, ...headers, ...headers]) {
    for (const encodings of held) {
      expect(remembered(accept, encodings), accept).toBe(chooseEncoding(accept, encodings));
    }
  }
});

test('few headers are remembered, and none that is long', () => {
  const remembered = rememberedEncoding();
  const { held, looks } = countedEncodings();
  const headers = Array.from({ length: 1_000 }, (_, index) => `gzip, x-${index}`);
  for (const accept of headers) remembered(accept, held);
  const afterFirst = looks();
  remembered(headers[0], held);
  expect(looks()).toBe(afterFirst);
  for (const accept of headers) remembered(accept, held);
  const read = (looks() - afterFirst) / (afterFirst / 1_000);
  expect(read).toBeGreaterThan(900);

  const other = countedEncodings();
  const long = `gzip,${' '.repeat(300)}br`;
  remembered(long, other.held);
  const before = other.looks();
  remembered(long, other.held);
  expect(other.looks()).toBe(before * 2);
});

test('few lists of encodings are remembered', () => {
  const remembered = rememberedEncoding();
  const lists = Array.from({ length: 200 }, countedEncodings);
  for (const { held } of [...lists, ...lists]) expect(remembered('gzip', held)).toBe('gzip');
  const once = lists.filter(({ looks }) => looks() === lists[0]?.looks());
  expect(once.length).toBeGreaterThan(0);
  expect(once.length).toBeLessThan(100);
});
