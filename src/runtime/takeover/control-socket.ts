import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'control.sock';
/** Longer addresses of sockets are refused by Linux, or cut (unix(7)); that of macOS is 104. */
const LONGEST = 100;

/** The address of a file in DATA_DIR that a socket can be reached at. Dispose of it when the call has been made. */
interface Reached extends Disposable {
  readonly path: string;
}

/** Where commands reach the server that has this DATA_DIR. */
export function reachControl(dataDir: string): Reached {
  return reach(dataDir, NAME);
}

/** A long path is gone by way of the folder's descriptor. */
function reach(dataDir: string, name: string): Reached {
  const path = join(dataDir, name);
  if (Buffer.byteLength(path) <= LONGEST) return { path, [Symbol.dispose]() {} };
  const folder = openSync(dataDir, 'r');
  return { path: `/proc/self/fd/${folder}/${name}`, [Symbol.dispose]: () => closeSync(folder) };
}

/** A place at which this process listens for commands. */
export interface ControlPlace extends Disposable {
  /** To be listened at. */
  readonly path: string;
  /** Puts the socket, which is listened at, in the place where commands look for it; a former server's goes. */
  take(): void;
}

/** Makes room for this process's socket. Disposing of it removes the socket, unless another server's has its place. */
export function controlPlace(dataDir: string, pid: number): ControlPlace {
  const own = `control-${pid}.sock`;
  const reached = reach(dataDir, own);
  let inode: bigint | null = null;
  rmSync(join(dataDir, own), { force: true });
  return {
    path: reached.path,
    take() {
      inode = statSync(join(dataDir, own), { bigint: true }).ino;
      renameSync(join(dataDir, own), join(dataDir, NAME));
    },
    [Symbol.dispose]() {
      const now = statSync(join(dataDir, NAME), { bigint: true, throwIfNoEntry: false });
      if (now !== undefined && now.ino === inode) rmSync(join(dataDir, NAME), { force: true });
      rmSync(join(dataDir, own), { force: true });
      reached[Symbol.dispose]();
    },
  };
}
