import { EventEmitter, once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createReadiness } from '../../src/http/readiness.ts';
import { type RunningServer, startServer } from '../../src/runtime/server/listen.ts';
import type { DrainDeps } from '../../src/runtime/server/drain.ts';
import { drainOnSignal } from '../../src/runtime/shutdown.ts';
import type { StopOnSignalOptions } from '../../src/runtime/stop-on-signal.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { connectRaw, type RawConnection } from '../http/raw-exchange.ts';
import { errorPage } from '../http/small-site.ts';

const log = createLogger({ level: 'silent' });
const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

const opened: RawConnection[] = [];
const started: RunningServer[] = [];
afterEach(() => {
  for (const { socket } of opened.splice(0)) socket.destroy();
  for (const { server } of started.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A server whose `/slow` waits for `answerSlow`, whose `/stream` sends its head first; all else is quick. */
async function start(options: Partial<DrainDeps> & Pick<StopOnSignalOptions, 'graceMs' | 'echoMs'> = {}) {
  const waiting: ServerResponse[] = [];
  const handler: RequestListener = (request, response) => {
    if (request.url === '/stream') response.writeHead(200, { 'Content-Length': 4 }).write('en');
    if (request.url === '/slow' || request.url === '/stream') waiting.push(response);
    else response.end('quick');
  };
  const running = await startServer({ handler, host: '127.0.0.1', port: 0, errorPage, now: () => 0 });
  started.push(running);
  const readiness = createReadiness();
  readiness.markReady();
  const signals = new EventEmitter();
  const exit = vi.fn<(code: number) => void>();
  const { graceMs = 150, echoMs, ...deps } = options;
  const { letGo } = drainOnSignal(
    { ...running, readiness, log, deadlineMs: 2_000, ...deps },
    { host: { signals, exit }, graceMs, echoMs },
  );
  const connect = async () => {
    const connection = await connectRaw(running.url);
    opened.push(connection);
    return connection;
  };
  const exitCode = () => expect.poll(() => exit.mock.calls);
  return { ...running, readiness, signals, exit, exitCode, letGo, connect, waiting };
}

const sawRequests = (site: { waiting: readonly unknown[] }, count: number) =>
  expect.poll(() => site.waiting.length).toBe(count);

describe('SIGTERM', () => {
  test('turns balancers away, answers old and new connections for the grace, then exits with 0', async () => {
    const site = await start();
    const old = await site.connect();
    old.send(get('/'));
    await old.holds('quick');
    expect(old.received()).not.toContain('Connection: close');

    site.signals.emit('SIGTERM');
    expect(site.readiness.isReady()).toBe(false);
    old.send(get('/'));
    expect(await old.closed()).toMatch(/Connection: close\r\n[\s\S]*quick$/);
    const fresh = await site.connect();
    fresh.send(get('/'));
    expect(await fresh.closed()).toMatch(/Connection: close\r\n[\s\S]*quick$/);
    expect(site.exit).not.toHaveBeenCalled();

    await site.exitCode().toEqual([[0]]);
    expect(site.server.listening).toBe(false);
    await expect(site.connect()).rejects.toThrow('ECONNREFUSED');
  });

  test('lets a request that began before it end after the grace, as its connection’s last', async () => {
    const site = await start({ graceMs: 20 });
    const connection = await site.connect();
    connection.send(get('/slow'));
    await sawRequests(site, 1);
    site.signals.emit('SIGTERM');
    await expect.poll(() => site.server.listening).toBe(false);
    expect(site.exit).not.toHaveBeenCalled();
    site.waiting[0]?.end('slow but whole');
    expect(await connection.closed()).toMatch(/Connection: close\r\n[\s\S]*slow but whole$/);
    await site.exitCode().toEqual([[0]]);
  });

  test('lets a response whose head was sent end, and closes the connection behind it', async () => {
    const site = await start({ graceMs: 20, deadlineMs: 60_000 });
    const connection = await site.connect();
    connection.send(get('/stream'));
    await connection.holds('en');
    site.signals.emit('SIGTERM');
    await expect.poll(() => site.server.listening).toBe(false);
    site.waiting[0]?.end('d.');
    expect(await connection.closed()).toMatch(/end\.$/);
    await site.exitCode().toEqual([[0]]);
  });

  test('is not held up by connections that rest or never asked', async () => {
    const site = await start({ graceMs: 20, deadlineMs: 60_000 });
    const silent = await site.connect();
    const resting = await site.connect();
    resting.send(get('/'));
    await resting.holds('quick');
    site.signals.emit('SIGTERM');
    await site.exitCode().toEqual([[0]]);
    expect(await silent.closed()).toBe('');
    expect(await resting.closed()).toContain('quick');
  });
});

test('SIGINT stops without a grace', async () => {
  const site = await start({ graceMs: 60_000 });
  site.signals.emit('SIGINT');
  expect(site.readiness.isReady()).toBe(false);
  await site.exitCode().toEqual([[0]]);
});

describe('SIGHUP', () => {
  test('stops as SIGTERM does', async () => {
    const site = await start({ graceMs: 20 });
    site.signals.emit('SIGHUP');
    expect(site.readiness.isReady()).toBe(false);
    await site.exitCode().toEqual([[0]]);
  });

  test('cuts nothing off while the server stops', async () => {
    const site = await start({ graceMs: 20 });
    const connection = await site.connect();
    connection.send(get('/slow'));
    await sawRequests(site, 1);
    site.signals.emit('SIGTERM');
    site.signals.emit('SIGHUP');
    await expect.poll(() => site.server.listening).toBe(false);
    site.waiting[0]?.end('slow but whole');
    expect(await connection.closed()).toMatch(/slow but whole$/);
    await site.exitCode().toEqual([[0]]);
  });
});

describe('the deadline', () => {
  test('cuts off a request that does not end, and exits with 1', async () => {
    const site = await start({ graceMs: 0, deadlineMs: 100 });
    const connection = await site.connect();
    connection.send(get('/slow'));
    await sawRequests(site, 1);
    site.signals.emit('SIGTERM');
    expect(await connection.closed()).toBe('');
    await site.exitCode().toEqual([[1]]);
  });

  test('cuts off half a request, which is nobody’s loss, and exits with 0', async () => {
    const site = await start({ graceMs: 0, deadlineMs: 100 });
    const accepted = once(site.server, 'connection');
    const connection = await site.connect();
    connection.send('GET / HTTP/1.1\r\nHost:');
    const [socket] = await accepted;
    await expect.poll(() => socket.bytesRead).toBeGreaterThan(0);
    site.signals.emit('SIGTERM');
    expect(await connection.closed()).toBe('');
    await site.exitCode().toEqual([[0]]);
  });

  test('ends a closing task that hangs, with 1', async () => {
    const site = await start({ graceMs: 0, deadlineMs: 100, afterClose: () => new Promise(() => {}) });
    site.signals.emit('SIGTERM');
    await site.exitCode().toEqual([[1]]);
  });
});

test.each([
  ['SIGTERM', 'SIGTERM'],
  ['SIGTERM', 'SIGINT'],
  ['SIGINT', 'SIGINT'],
  ['SIGQUIT', 'SIGQUIT'],
])('%s, then %s, cuts off at once, with 1', async (first, second) => {
  const site = await start({ graceMs: 60_000, deadlineMs: 60_000, echoMs: 20 });
  const connection = await site.connect();
  connection.send(get('/slow'));
  await sawRequests(site, 1);
  site.signals.emit(first);
  await sleep(first === second ? 100 : 0);
  site.signals.emit(second);
  expect(site.exit.mock.calls).toEqual([[1]]);
  expect(await connection.closed()).toBe('');
});

test.each(['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP'])(
  '%s that is passed on by others who got it too is one signal',
  async (signal) => {
    const site = await start({ graceMs: 20, echoMs: 10_000 });
    const connection = await site.connect();
    connection.send(get('/slow'));
    await sawRequests(site, 1);
    for (let time = 0; time < 3; time += 1) site.signals.emit(signal);
    await expect.poll(() => site.server.listening).toBe(false);
    expect(site.exit).not.toHaveBeenCalled();
    site.waiting[0]?.end('slow but whole');
    expect(await connection.closed()).toMatch(/slow but whole$/);
    await site.exitCode().toEqual([[0]]);
  },
);

test('pressed again and again, it is a second signal when the first is a while ago', async () => {
  const site = await start({ graceMs: 60_000, deadlineMs: 60_000, echoMs: 150 });
  const connection = await site.connect();
  connection.send(get('/slow'));
  await sawRequests(site, 1);
  for (let time = 0; time < 40 && site.exit.mock.calls.length === 0; time += 1) {
    site.signals.emit('SIGINT');
    await sleep(20);
  }
  expect(site.exit.mock.calls).toEqual([[1]]);
});

test('what must be closed last is, before the exit', async () => {
  const events: string[] = [];
  const site = await start({
    graceMs: 0,
    afterClose: async () => {
      await Promise.resolve();
      events.push(site.server.listening ? 'closed too early' : 'catalog closed');
    },
  });
  site.exit.mockImplementation((code) => void events.push(`exit ${code}`));
  site.signals.emit('SIGTERM');
  await expect.poll(() => events).toEqual(['catalog closed', 'exit 0']);
});

test('a closing task that fails is told by the exit code', async () => {
  const site = await start({ graceMs: 0, afterClose: () => Promise.reject(new Error('disk full')) });
  site.signals.emit('SIGTERM');
  await site.exitCode().toEqual([[1]]);
});

test('signals can be let go', async () => {
  const site = await start();
  site.letGo();
  site.signals.emit('SIGTERM');
  site.signals.emit('SIGINT');
  expect(site.readiness.isReady()).toBe(true);
  expect(site.signals.eventNames()).toEqual([]);
});
