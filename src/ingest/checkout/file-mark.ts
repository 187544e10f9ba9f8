import type { Stats } from 'node:fs';

/**
 * Files of the checkout have a time whose fraction of a second is made of the object that they were written from, so that
 * a look at the disk tells whether a file is still what the repository says. The seconds are those of the writing.
 */
const SLOTS = 100_000;
const SLOTS_IN_A_MS = SLOTS / 1_000;

const slotOf = (blob: string): number => Number.parseInt(blob.slice(0, 8), 16) % SLOTS;

/**
 * The time that a file written now is given, in seconds since 1970. It lies in the past, so that the file’s entry is
 * younger than its bytes, by which the watcher knows that it is whole.
 */
export const markedSeconds = (blob: string, now: number): number =>
  Math.floor(now / 1000) - 1 + (slotOf(blob) + 0.5) / SLOTS;

/** Whether what is at a path is a file that was written from an object. */
export function isMarked(stats: Stats, blob: string): boolean {
  if (!stats.isFile() || (stats.size === 0 && !EMPTY_BLOBS.has(blob))) return false;
  return Math.floor((stats.mtimeMs % 1000) * SLOTS_IN_A_MS) === slotOf(blob);
}

/** The object without bytes; a power cut may leave other files so. */
const EMPTY_BLOBS: ReadonlySet<string> = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);
