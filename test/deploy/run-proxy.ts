import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from '../../bench/lib/at-end.ts';
import { type Child, startChild } from '../../bench/lib/child.ts';
import { sleep } from '../../bench/lib/save.ts';

/** A program of another house that runs with a file of `deploy/`. */
export interface RunningProxy {
  readonly url: string;
  readonly port: number;
  readonly child: Child;
  /** Ends it as its service manager would, and removes its folder. */
  readonly close: () => Promise<void>;
}

export interface ProxyOptions {
  readonly name: string;
  readonly command: string;
  readonly port: number;
  /** Its arguments, for the folder of its own that it was given. */
  readonly argumentsIn: (folder: string) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A program takes so long at most until it listens, on the busiest machine. */
const PATIENCE_MS = 120_000;

/** Starts it in an empty folder of its own. Resolves when its port takes connections. @throws Error when it ends before. */
export async function runProxy({
  name,
  command,
  port,
  argumentsIn,
  env = {},
}: ProxyOptions): Promise<RunningProxy> {
  const folder = mkdtempSync(join(tmpdir(), `dateline-${name}-`));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const forget = atEnd(remove);
  const child = await startChild({
    command,
    args: argumentsIn(folder),
    cwd: folder,
    env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, ...env },
  });
  child.stdout.resume();
  const close = async (): Promise<void> => {
    child.signal('SIGTERM');
    await child.stop();
    remove();
    forget();
  };
  let end: number | string | null = null;
  void child.ended.then((how) => {
    end = how;
  });
  while (!(await isTaken(port))) {
    if (end !== null || performance.now() - child.startedAt > PATIENCE_MS) {
      const told = child.lastErrors();
      await close();
      throw new Error(`${name} does not listen (${end ?? 'it is late'}).\n${told}`);
    }
    await sleep(20);
  }
  return { url: `http://127.0.0.1:${port}`, port, child, close };
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
