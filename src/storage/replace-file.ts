import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { digestOf } from './digest-of.ts';
import { draftBeside } from './draft-file.ts';

/** A file that has no name any more, and can still be read. */
export interface ReplacedFile {
  /** As it was when it was replaced. */
  readonly bytes: Buffer;
  /** What a program has written into it since, which had it open; null for nothing. */
  late(): Buffer | null;
  close(): void;
}

/**
 * Puts a draft in the place of a file by one rename, if that has the bytes of this digest; else returns null and changes nothing.
 * Between the last look at the file and the rename nothing else is done; a program that writes into the file meanwhile is heard of
 * by `late`. A link is no such file. @throws Error of the file system, also where this user may not write to the file.
 */
export function replaceFile(path: string, draft: string, expected: string): ReplacedFile | null {
  const found = openExpected(path, expected);
  if (found === null) return null;
  try {
    renameSync(draft, path);
    return found;
  } catch (error) {
    found.close();
    throw error;
  }
}

/**
 * Takes a file away, if it has the bytes of this digest; else returns null and changes nothing. It goes to a name that no site reads
 * and is looked at there, so that a text which came at the last moment is put back. @throws Error of the file system.
 */
export function removeFile(path: string, expected: string): ReplacedFile | null {
  const found = openExpected(path, expected);
  if (found === null) return null;
  const aside = draftBeside(path);
  try {
    renameSync(path, aside);
    if (digestOf(readFileSync(aside)) === expected) {
      rmSync(aside);
      return found;
    }
    putBack(aside, path);
  } catch (error) {
    found.close();
    throw error;
  }
  found.close();
  return null;
}

/** Whoever has taken the name meanwhile keeps it; what was set aside stays beside it then, under a name that is never swept. */
function putBack(aside: string, path: string): void {
  try {
    linkSync(aside, path);
  } catch (error) {
    renameSync(aside, `${aside}.kept`);
    throw error;
  }
  rmSync(aside);
}

/** The file, open, if it has these bytes and its name still. */
function openExpected(path: string, expected: string): ReplacedFile | null {
  const handle = openPlain(path);
  if (handle === null) return null;
  try {
    const before = fstatSync(handle, { bigint: true });
    if (before.isFile()) {
      const bytes = readWhole(handle, Number(before.size));
      const there = lstatSync(path, { bigint: true, throwIfNoEntry: false });
      if (digestOf(bytes) === expected && isSame(there, before)) return keptOpen(handle, bytes, before);
    }
  } catch (error) {
    closeSync(handle);
    throw error;
  }
  closeSync(handle);
  return null;
}

/** For writing as well: who may not write to a file may be the owner of its folder, and is not to get round that. */
function openPlain(path: string): number | null {
  try {
    return openSync(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENXIO')
      return null;
    throw error;
  }
}

const isSame = (one: BigIntStats | undefined, other: BigIntStats): boolean =>
  one !== undefined && one.ino === other.ino && one.dev === other.dev;

function keptOpen(handle: number, bytes: Buffer, before: BigIntStats): ReplacedFile {
  let seen = before;
  let isOpen = true;
  return {
    bytes,
    late() {
      if (!isOpen) return null;
      const now = fstatSync(handle, { bigint: true });
      if (now.mtimeNs === seen.mtimeNs && now.size === seen.size) return null;
      seen = now;
      const found = readWhole(handle, Number(now.size));
      return found.equals(bytes) ? null : found;
    },
    close() {
      if (isOpen) closeSync(handle);
      isOpen = false;
    },
  };
}

function readWhole(handle: number, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    // One byte more than there should be tells of a file that grows.
    const part = Buffer.alloc(Math.max(size - at, 0) + 1);
    const count = readSync(handle, part, 0, part.length, at);
    if (count === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, count));
    at += count;
  }
}
