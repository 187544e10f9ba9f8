import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../bench/lib/free-port.ts';

/** Whether this machine has one; else the tests that need it say that they were left out. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of a test’s own. */
export interface RedisServer extends AsyncDisposable {
  readonly port: number;
  /** Its address, with a user and password where there is one. */
  url(password?: string): string;
  /** Starts it again after `stop`, with what it had kept where it was stopped cleanly. */
  start(): Promise<void>;
  /** Ends it; with `SIGKILL` all that was not saved is lost. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Holds it up, as a machine that hangs does, or lets it go on. */
  hang(isHanging: boolean): void;
}

/** Starts one on 127.0.0.1, with further lines of its configuration. */
export async function startRedis(configuration: readonly string[] = []): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-redis-'));
  const port = await findFreePort();
  const own = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--loglevel', 'warning'];
  let child: ChildProcess | null = null;
  const server: RedisServer = {
    port,
    url: (password) => `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`,
    async start() {
      child = spawn('redis-server', [...own, '--save', '3600 1000000', ...configuration], {
        stdio: 'ignore',
      });
      while (!(await answers(port))) await sleep(20);
    },
    async stop(signal = 'SIGTERM') {
      if (child === null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      child = null;
    },
    hang: (isHanging) => void child?.kill(isHanging ? 'SIGSTOP' : 'SIGCONT'),
    async [Symbol.asyncDispose]() {
      server.hang(false);
      await server.stop('SIGKILL');
      rmSync(folder, { recursive: true });
    },
  };
  await server.start();
  return server;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
