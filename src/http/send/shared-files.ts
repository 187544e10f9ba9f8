import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** One state of a file, which differs from every other. */
export interface FileState {
  readonly stamp: string;
  /** The same without its name and its owner: what tells one version of its bytes from the next. */
  readonly written: string;
  readonly size: number;
  /** When its bytes, its name or its owner last changed, as the system tells it; milliseconds since 1970. */
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** A file that is open as one of its states. Disposing of it closes the file when nobody else has it. */
export interface SharedFile extends AsyncDisposable {
  readonly handle: FileHandle;
  readonly state: FileState;
  /** Fills `part` with its bytes from `start` on. @throws FileChangedError where the file is another, or at its end. */
  read(part: Buffer, start: number): Promise<void>;
}

/** The file was written to, or cut off, since it was opened. */
export class FileChangedError extends Error {
  override readonly name = 'FileChangedError';
  readonly code = 'file-changed';
}

/** What is known of a file by the handle that it was opened with. */
interface Opened {
  readonly handle: FileHandle;
  readonly state: FileState;
  users: number;
}

/** Files that are being sent: each state of one is open once, whoever reads it. */
export function createSharedFiles(): { open(path: string): Promise<SharedFile | null> } {
  const opened = new Map<string, Opened>();

  /** Closes what nobody has any more. */
  const release = async (one: Opened): Promise<void> => {
    one.users -= 1;
    if (one.users > 0) return;
    if (opened.get(one.state.stamp) === one) opened.delete(one.state.stamp);
    await one.handle.close();
  };

  return {
    /** Opens a file, whose path leads to it without links; null for what is none, or is not there. */
    async open(path) {
      const own = await openOnce(path);
      if (own === null) return null;
      const other = opened.get(own.state.stamp);
      const one = other ?? own;
      one.users += 1;
      if (other === undefined) opened.set(own.state.stamp, own);
      else await own.handle.close();
      return {
        handle: one.handle,
        state: one.state,
        async read(part, start) {
          const { bytesRead } = await one.handle.read(part, 0, part.length, start);
          // What is read is of one version if nobody has written since; a file that was replaced is still the old one here.
          if (bytesRead < part.length || (await stateOf(one.handle, path))?.written !== one.state.written)
            throw new FileChangedError(`${path} changed while it was sent.`);
        },
        [Symbol.asyncDispose]: () => release(one),
      };
    },
  };
}

async function openOnce(path: string): Promise<Opened | null> {
  try {
    await using owner = new AsyncDisposableStack();
    // A pipe would be waited for, and a link was followed before it was judged.
    const handle = owner.use(
      await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW),
    );
    const state = await stateOf(handle, path);
    if (state === null) return null;
    owner.move();
    return { handle, state, users: 0 };
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

const ABSENT: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENXIO', 'EISDIR']);

async function stateOf(handle: FileHandle, path: string): Promise<FileState | null> {
  const stats = await handle.stat({ bigint: true });
  if (!stats.isFile()) return null;
  const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = stats;
  return {
    written: `${size} ${mtimeNs}`,
    stamp: [path, dev, ino, size, mtimeNs, ctimeNs].join('\n'),
    size: Number(size),
    mtimeMs: Number(mtimeMs),
    ctimeMs: Number(ctimeMs),
  };
}
