import type { Logger } from 'pino';
import type { KnownFiles } from './watch-survey.ts';
import { type FileStamp, isSameStamp } from './watch-look.ts';

/** A file that was read, and that the machine had no time to judge, as it was then. */
export interface UnjudgedFile extends FileStamp {
  /** Path below the content folder. */
  readonly file: string;
}

export interface UnjudgedDeps {
  readonly log: Pick<Logger, 'warn'>;
  /** Reads a file again, in its turn. Resolves when that is done; whoever judged it or could not has told so by then. */
  readonly readAgain: (file: string) => Promise<void>;
  /** Waits before the first and before the last tries, ms. */
  readonly firstWaitMs?: number;
  readonly longestWaitMs?: number;
}

/**
 * The files that wait to be read again because the machine was busy. Nothing of them is stored, so that a
 * restart meets them as files that changed.
 */
export interface UnjudgedFiles {
  /** Takes files that could not be judged; each is read again after a wait that doubles. */
  add(files: readonly UnjudgedFile[]): void;
  has(file: string): boolean;
  /** A file was judged, or is gone. */
  judged(file: string): void;
  /** What is known of files, and of these: one that stays as it is is not read before its time. */
  among(known: KnownFiles): KnownFiles;
  /** Has none read any more. */
  close(): void;
}

interface Waiting {
  readonly stamp: FileStamp;
  readonly waitMs: number;
  readonly timer: NodeJS.Timeout;
}

const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** Prepares it; none waits yet. */
export function unjudgedFiles(deps: UnjudgedDeps): UnjudgedFiles {
  const { log, readAgain, firstWaitMs = 2_000, longestWaitMs = 300_000 } = deps;
  const waiting = new Map<string, Waiting>();
  let isClosed = false;

  const judged = (file: string): void => {
    clearTimeout(waiting.get(file)?.timer);
    waiting.delete(file);
  };
  const retry = async (file: string): Promise<void> => {
    const own = waiting.get(file);
    await readAgain(file);
    // Neither judged nor put back, because it is being written or publishing failed: the next look finds it.
    if (waiting.get(file) === own) judged(file);
  };
  const add = ({ file, mtimeMs, sizeBytes }: UnjudgedFile): void => {
    const before = waiting.get(file);
    const stamp = { mtimeMs, sizeBytes };
    const isSame = before !== undefined && isSameStamp(before.stamp, stamp);
    const waitMs = isSame ? Math.min(before.waitMs * 2, longestWaitMs) : firstWaitMs;
    clearTimeout(before?.timer);
    waiting.set(file, { stamp, waitMs, timer: setTimeout(() => void retry(file), waitMs).unref() });
    if (isSame) return;
    log.warn(
      { file },
      'the machine was too busy to read this file, which says nothing about it; what readers have of it stays, ' +
        'and it is read again',
    );
  };

  return {
    add: (files) => {
      if (!isClosed) files.forEach(add);
    },
    has: (file) => waiting.has(file),
    judged,
    among: (known) => ({
      get: (path) => waiting.get(path)?.stamp ?? known.get(path),
      inFolder(folder) {
        const here = [...waiting].filter(([file]) => folderOf(file) === folder);
        const files = known.inFolder(folder);
        return here.length === 0
          ? files
          : new Map([...files, ...here.map(([file, { stamp }]) => [file, stamp] as const)]);
      },
      below: (folder) => [
        ...known.below(folder),
        ...[...waiting.keys()].filter((file) => file.startsWith(`${folder}/`)),
      ],
    }),
    close() {
      isClosed = true;
      for (const file of [...waiting.keys()]) judged(file);
    },
  };
}
