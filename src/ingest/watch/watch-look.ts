import { lstatSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { resolveSymlinks } from '../../content/source/resolve-symlinks.ts';

/** What tells one state of a file from another without reading it. */
export interface FileStamp {
  readonly mtimeMs: number;
  readonly sizeBytes: number;
}

/**
 * What is at a path: a file (`isMoved`: its entry changed after its text did, as by a rename or a link;
 * a file just written in place has one time for both, and so may one renamed within a tick of the
 * system's clock, 1 to 10 ms), a folder (`id` tells it from another folder that takes its name), something
 * that cannot be looked at, or null where nothing is that could be read.
 */
export type Look =
  | ({ readonly kind: 'file'; readonly isMoved: boolean } & FileStamp)
  | { readonly kind: 'folder'; readonly id: string }
  | { readonly kind: 'unreadable' }
  | null;

/**
 * Looks at a path below the content folder. A link counts as its target where that is a file inside the
 * content folder; as in the list of files, only the content folder itself and its top folders may be
 * links to folders. Pipes, sockets and devices are nothing.
 */
export function lookAt(root: string, path: string): Look {
  const full = join(root, path);
  try {
    const stats = lstatSync(full);
    if (!stats.isSymbolicLink()) return describe(stats);
    if (!path.includes('/')) {
      const top = describe(statSync(full));
      if (top?.kind === 'folder') return top;
    }
    const target = resolveSymlinks(root, path);
    return target.kind === 'file' ? describe(target.stats) : null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' ? null : { kind: 'unreadable' };
  }
}

function describe(stats: Stats): Look {
  if (stats.isFile()) {
    const { mtimeMs, ctimeMs, size } = stats;
    return { kind: 'file', mtimeMs, sizeBytes: size, isMoved: ctimeMs > mtimeMs };
  }
  // The birth time is there because a file system may give a deleted folder's number to the next one.
  if (stats.isDirectory()) return { kind: 'folder', id: `${stats.dev}:${stats.ino}:${stats.birthtimeMs}` };
  return null;
}

/** Whether two looks at a file saw one state of it. */
export function isSameStamp(a: FileStamp | null, b: FileStamp | null): boolean {
  return a !== null && b !== null && a.mtimeMs === b.mtimeMs && a.sizeBytes === b.sizeBytes;
}
