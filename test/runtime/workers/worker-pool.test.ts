import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startLiveWorker } from '../../../src/runtime/workers/live-worker.ts';
import { startWorkerPool, type WorkerPool } from '../../../src/runtime/workers/worker-pool.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { type FakeWorker, type FakeWorkers, fakeWorkers } from '../fake-workers.ts';

const SETTINGS = {} as never;
let workers: FakeWorker[];
let pool: WorkerPool;
let logged: Record<string, unknown>[];
let isReady: boolean;
let silences: unknown[];
let replaced: number;
let silent: FakeWorkers['silent'];
const worker = (pid: number): FakeWorker => workers[pid - 1] as FakeWorker;
const serve = async (...pids: number[]): Promise<void> => {
  for (const pid of pids) worker(pid).tell({ kind: 'serving' });
  await settle();
};
const die = async (pid: number, code: number | null = null): Promise<void> => {
  worker(pid).end(code, code === null ? 'SIGKILL' : undefined);
  await settle();
};
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const messages = (): unknown[] => logged.map(({ msg }) => msg);

function open(count: number): void {
  const fakes = fakeWorkers();
  workers = fakes.workers;
  silent = fakes.silent;
  silences = [];
  pool = startWorkerPool({
    count,
    onReplaced() {
      replaced += 1;
    },
    now: () => Date.now(),
    log: createLogger({
      level: 'info',
      destination: { write: (line) => void logged.push(JSON.parse(line)) },
    }),
    start: (listensAtOnce) =>
      startLiveWorker({
        fork: fakes.fork,
        settings: SETTINGS,
        listensAtOnce,
        greetings: [{ kind: 'open' }],
        tell: {
          loaded() {},
          damaged() {},
          pageViews() {},
          measured() {},
          pushed() {},
          dropped() {},
          cleared() {},
          refused() {},
          silent: (pid, silence) => void silences.push({ pid, ...silence }),
          failed() {},
        },
      }),
  });
  void pool.ready.then(() => {
    isReady = true;
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  logged = [];
  isReady = false;
  replaced = 0;
  open(2);
});
afterEach(() => {
  vi.useRealTimers();
});

test('all listen at once, and the pool is ready when each of them serves', async () => {
  expect(workers.map(({ listensAtOnce }) => listensAtOnce)).toEqual([true, true]);
  await serve(1);
  expect(isReady).toBe(false);
  await serve(2);
  expect(isReady).toBe(true);
});

describe('a worker that dies', () => {
  test('is replaced by one that hears what it has to know and listens when it has pages', async () => {
    await serve(1, 2);
    await die(2);
    expect(workers).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(workers).toHaveLength(3);
    expect(worker(3)).toMatchObject({ listensAtOnce: false, told: ['open'] });
    expect(logged).toMatchObject([
      { level: 'error', child: 2, signal: 'SIGKILL', msg: 'a web worker ended' },
      { level: 'info', child: 3, msg: 'a web worker takes its place' },
    ]);
  });

  test('as the last one is replaced by one that listens at once', async () => {
    await serve(1, 2);
    await die(1);
    await die(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(workers.slice(2).map(({ listensAtOnce }) => listensAtOnce)).toEqual([true, true]);
  });

  test('again and again is waited for ever longer, until one serves for a while', async () => {
    await serve(1, 2);
    const waits: number[] = [];
    const wait = async (): Promise<void> => {
      const count = workers.length;
      await die(count);
      let ms = 0;
      for (; workers.length === count; ms += 100) await vi.advanceTimersByTimeAsync(100);
      waits.push(ms);
    };
    for (let turn = 0; turn < 11; turn += 1) {
      await wait();
      await serve(workers.length);
    }
    expect(waits.slice(0, 5)).toEqual([100, 200, 400, 800, 1_600]);
    expect(waits.slice(-2)).toEqual([30_000, 30_000]);
    await vi.advanceTimersByTimeAsync(10_000);
    await wait();
    expect(waits.at(-1)).toBe(100);
    // The other place has its own count.
    await die(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(messages().filter((msg) => msg === 'a web worker ended')).toHaveLength(13);
  });
});

describe('a worker that gives no sign of life', () => {
  test('is ended when it is stopped, and replaced', async () => {
    await serve(1, 2);
    silent.set(2, { state: 'T', cpuMs: 500 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(worker(2).kill).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(worker(2).kill).toHaveBeenCalledTimes(1);
    expect(silences).toEqual([{ pid: 2, silentMs: 5_000, reason: 'stopped' }]);
    await die(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(workers).toHaveLength(3);
    expect(worker(1).kill).not.toHaveBeenCalled();
  });

  test('is not counted among those who serve, though a busy machine may be why, until it answers', async () => {
    await serve(1, 2);
    silent.set(2, { state: 'R', cpuMs: 500 });
    await vi.advanceTimersByTimeAsync(12_000);
    expect(pool.serving()).toBe(1);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(worker(2).kill).not.toHaveBeenCalled();
    worker(2).tell({ kind: 'alive' });
    expect(pool.serving()).toBe(2);
  });

  test('and locks up before it serves does not hold up a reload for ever', async () => {
    await serve(1, 2);
    silent.set(3, { state: 'S', cpuMs: 500 });
    pool.reload();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(worker(3).kill).toHaveBeenCalled();
    await die(3);
    expect(logged.at(-1)).toMatchObject({ level: 'error' });
  });
});

describe('a reload', () => {
  test('replaces one by one, and the old one retires when the new one serves', async () => {
    await serve(1, 2);
    pool.reload();
    await settle();
    expect(workers).toHaveLength(3);
    expect(worker(3).listensAtOnce).toBe(false);
    expect(worker(1).told).toEqual(['open']);
    await serve(3);
    expect(worker(1).told).toEqual(['open', 'retire']);
    // Of its name is the new one, though the old one still answers.
    expect(pool.processes()[0]).toEqual(['web-1', 3]);
    expect(workers).toHaveLength(4);
    await serve(4);
    expect(worker(2).told).toEqual(['open', 'retire']);
    expect(messages()).toEqual(['replacing the web workers', 'web workers replaced']);
    expect(replaced).toBe(1);
    await die(1, 0);
    expect(replaced).toBe(1);
    await die(2, 0);
    expect(replaced).toBe(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(4);
  });

  test('tells of publishes those who retire, as they still answer', async () => {
    await serve(1, 2);
    pool.reload();
    await settle();
    await serve(3);
    pool.tell({ kind: 'published', version: 2, keys: ['a'] });
    expect(workers.map(({ told }) => told.includes('published'))).toEqual([true, true, true, true]);
  });

  test('asked for again and again meanwhile is one round more, after those who retire have drained', async () => {
    await serve(1, 2);
    pool.reload();
    pool.reload();
    pool.reload();
    await settle();
    await serve(3);
    await serve(4);
    expect(workers).toHaveLength(4);
    await die(1, 0);
    expect(workers).toHaveLength(5);
    await serve(5);
    await die(2, 0);
    await serve(6);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(6);
    expect(messages().filter((msg) => msg === 'web workers replaced')).toHaveLength(2);
  });

  test('whose new worker dies before it serves ends, and the old one stays', async () => {
    await serve(1, 2);
    pool.reload();
    await settle();
    await die(3, 1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(3);
    expect(workers.some(({ told }) => told.includes('retire'))).toBe(false);
    expect(pool.processes()).toEqual([
      ['web-1', 1],
      ['web-2', 2],
    ]);
    expect(logged.at(-1)).toMatchObject({ level: 'error' });
    pool.reload();
    await settle();
    expect(workers).toHaveLength(4);
  });

  test('during which the old one dies is its replacement; if that dies too, there is another', async () => {
    await serve(1, 2);
    pool.reload();
    await settle();
    await die(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(workers).toHaveLength(3);
    await die(3);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(workers).toHaveLength(4);
  });
});

describe('a stop', () => {
  test('is whole when every worker leaves with 0, after it was let go', async () => {
    await serve(1, 2);
    const stopped = pool.stop(1_000);
    worker(1).tell({ kind: 'closed' });
    expect(worker(1).told).toEqual(['open', 'stop', 'leave']);
    await die(1, 0);
    await die(2, 0);
    expect(await stopped).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(2);
    expect(logged).toEqual([]);
  });

  test('is not when one cut readers off, or is killed as it hangs', async () => {
    await serve(1, 2);
    const stopped = pool.stop(1_000);
    await die(1, 0);
    await vi.advanceTimersByTimeAsync(12_999);
    expect(worker(2).kill).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(worker(2).kill).toHaveBeenCalled();
    await die(2);
    expect(await stopped).toBe(false);
  });

  test('during a start, or while a dead worker is waited for, starts nobody', async () => {
    await serve(1);
    await die(1);
    const stopped = pool.stop(0);
    await die(2);
    expect(await stopped).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(2);
  });

  test('during a reload stops old and new', async () => {
    await serve(1, 2);
    pool.reload();
    await settle();
    const stopped = pool.stop(0);
    expect(workers.map(({ told }) => told.at(-1))).toEqual(['stop', 'stop', 'stop']);
    for (const pid of [1, 2, 3]) await die(pid, 0);
    expect(await stopped).toBe(true);
    expect(messages()).toEqual(['replacing the web workers']);
  });
});
