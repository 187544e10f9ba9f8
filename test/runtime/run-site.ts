import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { PATIENCE } from '../ingest/open-newsroom.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface SiteProcess {
  readonly pid: number;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** What it logged, a line each. */
  readonly logged: () => Record<string, unknown>[];
  /** Its warnings, but for those of the machine it runs on: who runs it, and how many files may be open. */
  readonly warnings: () => Record<string, unknown>[];
  /** What it wrote to standard error. */
  readonly errors: () => string;
  /** Resolves to the URL of the ready line. */
  readonly ready: () => Promise<string>;
  /** Its living children of this kind. */
  readonly children: (kind: ChildKind) => number[];
}

type ChildKind = 'dateline-web' | 'dateline-ingest' | 'dateline-desk';

/**
 * Starts the program as its own process, as `npm start` does, on a free port unless told otherwise; by a command that
 * becomes it, where one is given, and from another release than this one.
 */
export function runSite(
  env: Readonly<Record<string, string>>,
  by: readonly string[] = [],
  launcher = 'src/launch.cjs',
): SiteProcess {
  const [command = '', ...given] = [...by, process.execPath, '--max-semi-space-size=4', launcher];
  const child = spawn(command, given, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], PORT: '0', WORKERS: '2', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pid = child.pid as number;
  const texts = { output: '', errors: '' };
  child.stdout.on('data', (chunk) => (texts.output += chunk));
  child.stderr.on('data', (chunk) => (texts.errors += chunk));
  const logged = (): Record<string, unknown>[] =>
    texts.output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const readyLine = () => logged().find(({ msg }) => msg === 'listening');
  return {
    pid,
    ended: once(child, 'exit').then(([code, signal]) => code ?? signal),
    signal: (name) => void child.kill(name),
    logged,
    warnings: () =>
      logged().filter(({ level, user, limit }) => level === 'warn' && (user ?? limit) === undefined),
    errors: () => texts.errors,
    async ready() {
      await expect.poll(() => readyLine() ?? texts.errors, PATIENCE).toMatchObject({ msg: 'listening' });
      return String(readyLine()?.['url']);
    },
    children: (kind) =>
      processes()
        .filter(({ parent, command }) => parent === pid && command.startsWith(kind))
        .map(({ pid: one }) => one),
  };
}

function processes(): { readonly pid: number; readonly parent: number; readonly command: string }[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** Whether a process is there, and no corpse. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\s*Z/.test(execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

/** Asks for a page on a connection of its own, or an agent's. Resolves to status and body; rejects after 5 s. */
export function ask(url: string, agent?: Agent): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: agent ?? false, timeout: 120_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (body += chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', reject);
  });
}

/** Readers who ask one page after another, until told to stop. */
export interface Load {
  /** Stops it. Resolves to what each answer was: its status, or the error's code. */
  readonly stop: () => Promise<(number | string)[]>;
}

/** Has readers ask for a page as quickly as it comes, each on one kept connection or on a new one each time. */
export function load(url: string, readers: { readonly kept: number; readonly fresh: number }): Load {
  const answers: (number | string)[] = [];
  let isOver = false;
  const read = async (agent?: Agent): Promise<void> => {
    while (!isOver) {
      const answer = await ask(url, agent).catch((error: NodeJS.ErrnoException) => error);
      answers.push(answer instanceof Error ? (answer.code ?? answer.message) : answer.status);
    }
    agent?.destroy();
  };
  const kept = Array.from({ length: readers.kept }, () =>
    read(new Agent({ keepAlive: true, maxSockets: 1 })),
  );
  const fresh = Array.from({ length: readers.fresh }, () => read());
  return {
    async stop() {
      isOver = true;
      await Promise.all([...kept, ...fresh]);
      return answers;
    },
  };
}
