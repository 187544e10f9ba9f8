import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { Readable } from 'node:stream';
import { atEnd } from './at-end.ts';

export interface Child {
  /** Of the process and of its group. */
  readonly pid: number;
  /** `performance.now()` just before it was started. */
  readonly startedAt: number;
  /** Empty where its standard output goes to a file. */
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
  /** The one core that it may run on, from 0; by `taskset`, so on Linux only. */
  readonly core?: number | undefined;
  /** A file that its standard output is appended to, rather than read by this program. */
  readonly logFile?: string | undefined;
}

/**
 * Starts a program in a process group of its own. The group is killed when this program ends, so that
 * no server is left behind.
 * @throws Error when the program cannot be started.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { command, args, cwd, env, core, logFile } = options;
  const log = logFile === undefined ? null : openSync(logFile, 'a');
  const line = core === undefined ? [command, ...args] : ['taskset', '-c', String(core), command, ...args];
  const startedAt = performance.now();
  const child = spawn(line[0] ?? '', line.slice(1), {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', log ?? 'pipe', 'pipe'],
  });
  await once(child, 'spawn').finally(() => log === null || closeSync(log));
  const pid = child.pid as number;
  const signal = (name: NodeJS.Signals): void => sendToGroup(pid, name);
  const forget = atEnd(() => signal('SIGKILL'));
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
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
  const stdout = child.stdout ?? Readable.from([]);
  return { pid, startedAt, stdout, lastErrors: () => errors, ended, signal, stop };
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
