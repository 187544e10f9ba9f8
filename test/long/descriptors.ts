import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface IdleFlood {
  /** `ulimit -n` of the server. */
  readonly descriptors: number;
  readonly workers: number;
  /** Connections that ask for nothing, opened at once. */
  readonly connections: number;
  readonly holdMs: number;
}

export interface FloodFigures {
  /** Connections that the server closed while they were held. */
  readonly refused: number;
  /** The most descriptors that one of its processes had meanwhile. */
  readonly mostDescriptors: number;
  /** How many requests were answered by 200, each on a connection of its own, once those had left. */
  readonly answered: number;
  /** From their leaving until the last of these answers, in ms. */
  readonly recoveredMs: number;
  /** Messages of its log. */
  readonly logged: readonly string[];
  /** Whether its processes are those that it began with. */
  readonly isSameFamily: boolean;
  /** The exit code after SIGTERM. */
  readonly code: number | null;
}

/** As many as reach each worker several times. */
const REQUESTS = 40;
const PATIENCE_MS = 120_000;

/** Starts a site with so few descriptors, fills it with idle connections, and asks for pages when they have left. */
export async function floodIdle({
  descriptors,
  workers,
  connections,
  holdMs,
}: IdleFlood): Promise<FloodFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dateline-descriptors-'));
  const child = spawn(
    'bash',
    ['-c', `ulimit -n ${descriptors} && exec "$0" src/launch.cjs`, process.execPath],
    {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        CONTENT_DIR: join(ROOT, 'test/fixtures/sites/newsroom'),
        DATA_DIR: dataDir,
        PORT: '0',
        WORKERS: String(workers),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines: Record<string, unknown>[] = [];
  readLines(child, (line) => void lines.push(JSON.parse(line)));
  const ended = once(child, 'exit');
  try {
    const url = await waitFor(() => lines.find(({ msg }) => msg === 'listening')?.['url']);
    const before = familyOf(child.pid as number);
    const held = await hold(new URL(String(url)), connections);
    await sleep(holdMs / 2);
    const mostDescriptors = Math.max(...before.map(countDescriptors));
    await sleep(holdMs / 2);
    const refused = held.filter(({ closed }) => closed).length;
    for (const { socket } of held) socket.destroy();

    const leftAt = Date.now();
    const statuses = await Promise.all(Array.from({ length: REQUESTS }, () => ask(`${url}/about`, 5_000)));
    const recoveredMs = Date.now() - leftAt;
    const isSameFamily = familyOf(child.pid as number).join() === before.join();
    child.kill('SIGTERM');
    const [code] = await ended;
    return {
      refused,
      mostDescriptors,
      answered: statuses.filter((status) => status === 200).length,
      recoveredMs,
      logged: lines.map(({ msg }) => String(msg)),
      isSameFamily,
      code,
    };
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens connections all at once, and sees which of them are closed. */
async function hold(url: URL, count: number): Promise<{ readonly socket: Socket; closed: boolean }[]> {
  const held = Array.from({ length: count }, () => {
    const one = { socket: connect(Number(url.port), url.hostname), closed: false };
    one.socket.on('error', () => {});
    one.socket.once('close', () => {
      one.closed = true;
    });
    // Whoever does not read does not hear of an end.
    one.socket.resume();
    return one;
  });
  await Promise.all(
    held.map(({ socket }) => Promise.race([once(socket, 'connect').catch(() => {}), once(socket, 'close')])),
  );
  return held;
}

/** The status, or 0 for no answer in time. */
function ask(url: string, timeoutMs: number): Promise<number> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', () => resolve(0));
    });
    request.once('error', () => resolve(0));
  });
}

function familyOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((one) => parentOf(one) === pid);
  return [pid, ...children].sort((a, b) => a - b);
}

function parentOf(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

const countDescriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

function readLines(child: ChildProcess, take: (line: string) => void): void {
  let text = '';
  child.stdout?.on('data', (chunk) => {
    const parts = (text + chunk).split('\n');
    text = parts.pop() ?? '';
    for (const part of parts) take(part);
  });
}

async function waitFor<T>(look: () => T | undefined): Promise<T> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (signal.aborted) throw new Error('The site did not start in time.');
    await sleep(50);
  }
}

const REFUSED = /^connections were refused/;

/** npm run long:descriptors */
async function main(): Promise<void> {
  const floods: readonly IdleFlood[] = [
    { descriptors: 256, workers: 2, connections: 600, holdMs: 6_000 },
    { descriptors: 256, workers: 0, connections: 600, holdMs: 6_000 },
    { descriptors: 1_024, workers: 2, connections: 2_300, holdMs: 6_000 },
    { descriptors: 1_024, workers: 0, connections: 2_300, holdMs: 6_000 },
  ];
  for (const flood of floods) {
    const { logged, ...figures } = await floodIdle(flood);
    const isTold = logged.some((message) => REFUSED.test(message));
    process.stdout.write(`${JSON.stringify({ ...flood, ...figures, isTold })}\n`);
    const isGood = isTold && figures.answered === REQUESTS && figures.isSameFamily && figures.code === 0;
    if (!isGood) process.exitCode = 1;
  }
}

if (import.meta.main) await main();
