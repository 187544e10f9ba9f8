import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** A database’s file while connections have it open. */
export interface WatchedDatabase {
  readonly file: string;
  /**
   * What became of it: `moved`: another file, or none, has its name, and what is open is whole; `overwritten`: what is
   * open is no longer what was written. Null where it is as it should be.
   */
  look(): 'moved' | 'overwritten' | null;
  /**
   * Lets go of it. Not before all connections of this process are closed: the system takes the locks of a process off a
   * file with the first of its handles that is closed (POSIX fcntl), and another program would take it for unused.
   */
  close(): void;
}

const MAGIC = 'SQLite format 3\0';

/** Begins to watch a file that connections have open; null where there is none of this name. */
export function watchDatabase(file: string): WatchedDatabase | null {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return null;
  }
  const { dev, ino, size } = fstatSync(handle);
  let leastBytes = size;
  const isMoved = (): boolean => {
    const now = statSync(file, { throwIfNoEntry: false });
    return now === undefined || now.dev !== dev || now.ino !== ino;
  };
  const isOverwritten = (): boolean => {
    const start = Buffer.alloc(MAGIC.length);
    const { size: bytes } = fstatSync(handle);
    // A file of ours never shrinks, as nothing is vacuumed. It has no bytes while all of it is in the -wal file.
    if (bytes < leastBytes) return true;
    leastBytes = bytes;
    readSync(handle, start, 0, MAGIC.length, 0);
    return bytes > 0 && start.toString('latin1') !== MAGIC;
  };
  return {
    file,
    look() {
      try {
        return isMoved() ? 'moved' : isOverwritten() ? 'overwritten' : null;
      } catch {
        // A folder that cannot be looked at for the moment.
        return null;
      }
    },
    close: () => closeSync(handle),
  };
}
