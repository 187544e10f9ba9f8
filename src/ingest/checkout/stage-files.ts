import { closeSync, fstatSync, futimesSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { GitArguments, TreeEntry } from '../../git/git-trees.ts';
import { type BlobSink, streamBlobs } from '../../git/stream-blobs.ts';
import type { Problem } from '../../problems/problem.ts';
import type { FileStamp } from '../watch/watch-look.ts';
import { markedSeconds } from './file-mark.ts';
import { isOutside, lfsPointer, MAX_BLOB_BYTES, refuseEntry, tooLarge } from './refusals.ts';

/** A file that is written, and how the watcher will see it. */
export interface StagedFile extends FileStamp {
  /** Where it lies. */
  readonly from: string;
}

/** Files that lie ready beside the checkout. */
export interface StagedFiles {
  /** By path below the content folder. */
  readonly ready: ReadonlyMap<string, StagedFile>;
  /** Paths at which nothing is to be, those that were refused included, in order. */
  readonly gone: readonly string[];
  readonly refused: readonly Problem[];
}

export interface StageOptions {
  readonly args: GitArguments;
  /** A folder on the disk of the checkout; what is in it is thrown away. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Larger files are refused; 2 GB. */
  readonly maxBytes?: number;
}

const LFS_BEGINS = 'version https://git-lfs.github.com/';
const LFS_MOST_BYTES = 1_024;

/** Writes what the entries say beside the checkout, one file at a time. @throws GitHistoryError; what the disk says, as ENOSPC. */
export async function stageFiles(
  entries: readonly TreeEntry[],
  { args, folder, now, maxBytes = MAX_BLOB_BYTES }: StageOptions,
): Promise<StagedFiles> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const refused: Problem[] = [];
  const gone: string[] = [];
  const wanted: { readonly path: string; readonly blob: string }[] = [];
  for (const entry of entries.filter(({ path }) => !isOutside(path))) {
    const problem = refuseEntry(entry);
    if (problem !== null) refused.push(problem);
    if (problem !== null || entry.blob === null) gone.push(entry.path);
    else wanted.push({ path: entry.path, blob: entry.blob });
  }
  const ready = new Map<string, StagedFile>();
  const refuse = (path: string, problem: Problem): void => {
    refused.push(problem);
    gone.push(path);
  };
  if (wanted.length > 0) {
    const sink = fileSink(wanted, { folder, now, maxBytes, ready, refuse });
    try {
      const ids = wanted.map(({ blob }) => blob);
      await streamBlobs(args(['cat-file', '--batch']), ids, sink);
    } finally {
      sink.close();
    }
  }
  return { ready, gone: gone.sort(), refused };
}

interface SinkDeps extends Required<Pick<StageOptions, 'folder' | 'now' | 'maxBytes'>> {
  readonly ready: Map<string, StagedFile>;
  readonly refuse: (path: string, problem: Problem) => void;
}

/** Writes each object to a file of its own. */
function fileSink(
  wanted: readonly { readonly path: string; readonly blob: string }[],
  { folder, now, maxBytes, ready, refuse }: SinkDeps,
): BlobSink & { close(): void } {
  let path = '';
  let target = '';
  let seconds = 0;
  let file: number | null = null;
  let isSmall = false;
  let begins = '';
  const close = (): void => {
    if (file !== null) closeSync(file);
    file = null;
  };
  return {
    close,
    begin(nth, sizeBytes) {
      const { path: own = '', blob = '' } = wanted[nth] ?? {};
      path = own;
      target = join(folder, String(nth));
      seconds = markedSeconds(blob, now);
      isSmall = sizeBytes <= LFS_MOST_BYTES;
      begins = '';
      if (sizeBytes > maxBytes) refuse(path, tooLarge(path));
      else file = openSync(target, 'wx', 0o600);
    },
    bytes(chunk) {
      if (file === null) return;
      if (isSmall) begins += chunk.toString('latin1');
      for (let done = 0; done < chunk.length; ) done += writeSync(file, chunk, done);
    },
    end() {
      if (file === null) return;
      futimesSync(file, seconds, seconds);
      const { mtimeMs, size } = fstatSync(file);
      close();
      if (begins.startsWith(LFS_BEGINS)) refuse(path, lfsPointer(path));
      else ready.set(path, { from: target, mtimeMs, sizeBytes: size });
    },
  };
}
