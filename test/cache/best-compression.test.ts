import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBestCompression, type PackingJob } from '../../src/cache/best-compression.ts';

/** A compressor whose work ends when the test says so. */
function manualCompressor() {
  const begun: { readonly text: string; readonly end: PromiseWithResolvers<Buffer> }[] = [];
  const compress = (bytes: Buffer): Promise<Buffer> => {
    const end = Promise.withResolvers<Buffer>();
    begun.push({ text: bytes.toString(), end });
    return end.promise;
  };
  return { begun, compress, names: () => begun.map(({ text }) => text) };
}

function job(text: string, packed: string[], isWanted: () => boolean = () => true): PackingJob {
  return {
    bytes: Buffer.from(text),
    encoding: 'gzip',
    isWanted,
    onPacked: (bytes) => void packed.push(`${text}: ${bytes}`),
  };
}

/** Lets what was promised come about. */
const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => {});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a job waits until the page has settled', async () => {
  const { compress, begun, names } = manualCompressor();
  const packed: string[] = [];
  createBestCompression({ settleMs: 2_000, compress })(job('a', packed));
  await vi.advanceTimersByTimeAsync(1_999);
  expect(names()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(names()).toEqual(['a']);
  begun[0]?.end.resolve(Buffer.from('A'));
  await settle();
  expect(packed).toEqual(['a: A']);
});

test('one job is done at a time, in their order', async () => {
  const { compress, begun, names } = manualCompressor();
  const packed: string[] = [];
  const pack = createBestCompression({ settleMs: 10, compress });
  for (const name of ['a', 'b', 'c']) pack(job(name, packed));
  await vi.advanceTimersByTimeAsync(10);
  for (const [index, name] of ['a', 'b', 'c'].entries()) {
    expect(names().at(-1)).toBe(name);
    expect(begun).toHaveLength(index + 1);
    begun[index]?.end.resolve(Buffer.from(name.toUpperCase()));
    await settle();
  }
  expect(packed).toEqual(['a: A', 'b: B', 'c: C']);
  pack(job('d', packed));
  await vi.advanceTimersByTimeAsync(10);
  expect(names().at(-1)).toBe('d');
});

test('what is no longer wanted is not begun, and not told when it ends', async () => {
  const { compress, begun, names } = manualCompressor();
  const packed: string[] = [];
  const unwanted = new Set(['a']);
  const pack = createBestCompression({ settleMs: 10, compress });
  for (const name of ['a', 'b', 'c']) pack(job(name, packed, () => !unwanted.has(name)));
  await vi.advanceTimersByTimeAsync(10);
  expect(names()).toEqual(['b']);
  unwanted.add('b');
  begun[0]?.end.resolve(Buffer.from('B'));
  await settle();
  begun[1]?.end.resolve(Buffer.from('C'));
  await settle();
  expect(packed).toEqual(['c: C']);
});

test('a job that cannot be done stops none behind it', async () => {
  const { compress, begun } = manualCompressor();
  const packed: string[] = [];
  const pack = createBestCompression({ settleMs: 10, compress });
  for (const name of ['a', 'b']) pack(job(name, packed));
  await vi.advanceTimersByTimeAsync(10);
  begun[0]?.end.reject(new Error('no memory'));
  await settle();
  begun[1]?.end.resolve(Buffer.from('B'));
  await settle();
  expect(packed).toEqual(['b: B']);
});

test('jobs beyond what may wait are not taken, and later ones are again', async () => {
  const { compress, begun, names } = manualCompressor();
  const packed: string[] = [];
  const pack = createBestCompression({ settleMs: 10, maxWaiting: 2, compress });
  for (const name of ['a', 'b', 'c']) pack(job(name, packed));
  await vi.advanceTimersByTimeAsync(10);
  // One is in work and one waits, so that there is room for one.
  for (const name of ['d', 'e']) pack(job(name, packed));
  await vi.advanceTimersByTimeAsync(10);
  for (let index = 0; index < 5; index += 1) {
    begun[index]?.end.resolve(Buffer.from('x'));
    await settle();
  }
  expect(names()).toEqual(['a', 'b', 'd']);
});

test('the site packs with gzip and br by default', async () => {
  vi.useRealTimers();
  const text = 'Word by word. '.repeat(500);
  const packed = await new Promise<Buffer>((resolve) => {
    const keep = setInterval(() => {}, 1_000);
    createBestCompression({ settleMs: 0 })({
      bytes: Buffer.from(text),
      encoding: 'br',
      isWanted: () => true,
      onPacked(bytes) {
        clearInterval(keep);
        resolve(bytes);
      },
    });
  });
  const { brotliDecompressSync } = await import('node:zlib');
  expect(brotliDecompressSync(packed).toString()).toBe(text);
});
