import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type UnjudgedFile,
  type UnjudgedFiles,
  unjudgedFiles,
} from '../../../src/ingest/watch/unjudged-files.ts';

const FILE = 'articles/2016/a.md';
const unjudged = (file = FILE, mtimeMs = 1): UnjudgedFile => ({ file, mtimeMs, sizeBytes: 10 });
const NOTHING_KNOWN = { get: () => null, inFolder: () => new Map(), below: () => [] };

let read: string[];
let warned: unknown[];
let onRead: (file: string) => void;
let files: UnjudgedFiles;

beforeEach(() => {
  vi.useFakeTimers();
  [read, warned, onRead] = [[], [], () => {}];
  files = unjudgedFiles({
    log: { warn: (fields: unknown) => void warned.push(fields) } as never,
    readAgain: async (file) => {
      read.push(file);
      onRead(file);
    },
    firstWaitMs: 100,
    longestWaitMs: 350,
  });
});
afterEach(() => {
  files.close();
  vi.useRealTimers();
});

test('a file is read again after waits that double, and told once', async () => {
  onRead = () => files.add([unjudged()]);
  files.add([unjudged()]);
  const readBy: number[] = [];
  for (let at = 50; at <= 1_400; at += 50) {
    await vi.advanceTimersByTimeAsync(50);
    if (read.length > readBy.length) readBy.push(at);
  }
  expect(readBy).toEqual([100, 300, 650, 1_000, 1_350]);
  expect(warned).toEqual([{ file: FILE }]);
});

test('a file that was judged is not read any more, nor one after the end', async () => {
  files.add([unjudged(), unjudged('articles/b.md')]);
  files.judged(FILE);
  expect([files.has(FILE), files.has('articles/b.md')]).toEqual([false, true]);
  files.close();
  files.add([unjudged()]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(read).toEqual([]);
});

test('a file that was saved anew meanwhile is told again and waits from the start', async () => {
  files.add([unjudged()]);
  await vi.advanceTimersByTimeAsync(99);
  files.add([unjudged(FILE, 2)]);
  await vi.advanceTimersByTimeAsync(99);
  expect(read).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(read).toEqual([FILE]);
  expect(warned).toHaveLength(2);
});

test('whoever looks the folder over finds the file as it was read, until its turn has come and gone', async () => {
  const known = files.among(NOTHING_KNOWN);
  files.add([unjudged()]);
  const stamp = { mtimeMs: 1, sizeBytes: 10 };
  expect(known.get(FILE)).toEqual(stamp);
  expect(known.get('articles/2016/b.md')).toBeNull();
  expect([...known.inFolder('articles/2016')]).toEqual([[FILE, stamp]]);
  expect([...known.inFolder('articles')]).toEqual([]);
  expect([...known.below('articles')]).toEqual([FILE]);
  // Neither judged nor put back: it is being written, and the next look has to find it.
  await vi.advanceTimersByTimeAsync(100);
  expect(known.get(FILE)).toBeNull();
});
