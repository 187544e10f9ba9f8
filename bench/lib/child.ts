import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { atEnd } from './at-end.ts';

export interface Child {
  /** Of the process and of its group. */
  readonly pid: number;
  /** `performance.now()` just before it was started. */
  readonly startedAt: number;
  readonly stdout: NodeJS.ReadableStream;
  /** What it wrote to standard error last, up to 4,000 characters. */
  readonly lastErrors: () => string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Sends a signal to the whole group; nothing happens when it is gone. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** SIGINT, and SIGKILL for what is left after `graceMs`. Resolves when it is gone. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of this program. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts a program in a process group of its own. The group is killed when this program ends, so that
 * no server is left behind.
 * @throws Error when the program cannot be started.
 */
export async function startChild({ command, args, cwd, env }: ChildOptions): Promise<Child> {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await once(child, 'spawn');
  const pid = child.pid as number;
  const signal = (name: NodeJS.Signals): void => sendToGroup(pid, name);
  const forget = atEnd(() => signal('SIGKILL'));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4_000);
  });
  const ended = endOf(child).finally(() => {
    signal('SIGKILL');
    forget();
  });
  const stop = async (graceMs = 5_000): Promise<void> => {
    signal('SIGINT');
    const timer = setTimeout(() => signal('SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  };
  return { pid, startedAt, stdout: child.stdout, lastErrors: () => errors, ended, signal, stop };
}

async function endOf(child: ChildProcess): Promise<number | string> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? signal ?? 'unknown';
}

function sendToGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
