import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, utimesSync, writeSync } from 'node:fs';

/** What a copy came out as. */
export interface CopiedFile {
  readonly bytes: number;
  /** SHA-256 of these bytes, in hex. */
  readonly sha256: string;
}

const CHUNK_BYTES = 1024 * 1024;

/**
 * Copies a file to a name that nothing has, for this user alone, with the time of its last change, `mtime` in seconds since 1970, and
 * digests what was copied. @throws the file system's error
 */
export function copyFile(from: string, to: string, mtime: number): CopiedFile {
  const target = openSync(to, 'wx', 0o600);
  try {
    const copied = readThrough(from, (chunk) => {
      for (let at = 0; at < chunk.length; ) at += writeSync(target, chunk, at);
    });
    closeSync(target);
    utimesSync(to, mtime, mtime);
    return copied;
  } catch (error) {
    tryClose(target);
    rmSync(to, { force: true });
    throw error;
  }
}

/** Digests a file without having all of it in memory. @throws the file system's error */
export const digestFile = (file: string): CopiedFile => readThrough(file, () => {});

function readThrough(file: string, take: (chunk: Buffer) => void): CopiedFile {
  const digest = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const source = openSync(file, 'r');
  let bytes = 0;
  try {
    for (let count = readSync(source, chunk); count > 0; count = readSync(source, chunk)) {
      const read = chunk.subarray(0, count);
      digest.update(read);
      take(read);
      bytes += count;
    }
  } finally {
    closeSync(source);
  }
  return { bytes, sha256: digest.digest('hex') };
}

function tryClose(handle: number): void {
  try {
    closeSync(handle);
  } catch {
    // It is closed already.
  }
}
