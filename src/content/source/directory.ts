import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type ProblemLog } from '../../problems/problem-log.ts';
import { decodeText } from './decode-text.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { resolveSymlinks, LINK_FINDINGS } from './resolve-symlinks.ts';
import { isRealFolder } from './real-folders.ts';

/** What tells one state of a file from another. */
export interface SourceStats {
  /** When the file last changed, in milliseconds. */
  readonly changedMs: number;
  readonly sizeBytes: number;
}

/** A text file of the content folder, read whole. */
export interface SourceFile extends SourceStats {
  /** Path below the content folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

export interface ReadResult {
  /** Null where the file cannot be read as text. */
  readonly source: SourceFile | null;
  /** Of the file, whether its text is of use or not; null where it could not be opened. */
  readonly stats: SourceStats | null;
  /** Whether there is no such file; that is told as well. */
  readonly isMissing: boolean;
  readonly problems: readonly Problem[];
}

/** Opening neither follows a link nor waits for the other end of a pipe. */
const OPENING = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads one file of the content folder; its kind and size are checked before its bytes are read. What
 * lies outside of the folder is refused, however a link or `..` leads there. Never throws.
 */
export function readSourceFileSync(contentDir: string, file: string, maxBytes = MAX_FILE_BYTES): ReadResult {
  const log = createProblemLog(file);
  try {
    const path = join(contentDir, file);
    if (isRealFolder(contentDir, file)) {
      const read = readRegularFile(path, file, log, maxBytes);
      if (read !== 'link') return read;
    }
    const target = resolveSymlinks(contentDir, file);
    if (target.kind === 'outside') {
      log.warn(LINK_FINDINGS.outside);
      return { source: null, stats: null, isMissing: false, problems: log.list() };
    }
    const read = readRegularFile(target.path, file, log, maxBytes);
    return read === 'link' ? refuse(log, 'it changed while it was read') : read;
  } catch (error) {
    return refuse(log, (error as NodeJS.ErrnoException).code ?? 'unknown reason');
  }
}

/** Reads the file at a path; `link` where that is one. */
function readRegularFile(path: string, file: string, log: ProblemLog, maxBytes: number): ReadResult | 'link' {
  const handle = openWithoutFollowing(path);
  if (handle === null) return 'link';
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile()) return refuse(log, 'it is not a regular file');
    const stamp = {
      changedMs: stats.mtimeMs,
      sizeBytes: stats.size,
    };
    const refused = { source: null, stats: stamp, isMissing: false };
    if (stats.size > maxBytes) {
      log.error({
        code: 'file-too-large',
        message: `The file has ${stats.size} bytes; ${maxBytes} are allowed.`,
        hint: 'Split the text, and keep pictures in content/media.',
      });
      return { ...refused, problems: log.list() };
    }
    const text = decodeText(readBytes(handle, stats.size), log);
    if (text === null) return { ...refused, problems: log.list() };
    return { source: { file, text, ...stamp }, stats: stamp, isMissing: false, problems: [] };
  } finally {
    closeSync(handle);
  }
}

/** Null where the path is a link. */
function openWithoutFollowing(path: string): number | null {
  try {
    return openSync(path, OPENING);
  } catch (error) {
    if (lstatSync(path).isSymbolicLink()) return null;
    throw error;
  }
}

/** Reads up to `size` bytes; a file that is being cut gives fewer. */
function readBytes(handle: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(handle, bytes, filled, size - filled, null);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

function refuse(log: ProblemLog, reason: string): ReadResult {
  log.error({
    code: 'file-unreadable',
    message: `The file cannot be read (${reason}).`,
    hint: 'Let the server’s user read it, or save it again.',
  });
  return { source: null, stats: null, isMissing: reason === 'ENOENT', problems: log.list() };
}
