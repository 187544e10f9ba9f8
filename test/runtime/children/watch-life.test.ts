import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  lookAtProcess,
  lookAtThread,
  type ThreadLook,
} from '../../../src/runtime/children/look-at-thread.ts';
import { type LifeWatch, type Silence, watchLife } from '../../../src/runtime/children/watch-life.ts';

const PATIENCE = { stillSeconds: 10, busySeconds: 30, blindSeconds: 60 };

describe('a child', () => {
  let look: () => ThreadLook | null;
  let ask: () => void;
  let dead: Silence[];
  let life: LifeWatch;
  const wait = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000);

  beforeEach(() => {
    vi.useFakeTimers();
    dead = [];
    look = () => null;
    ask = () => {};
    life = watchLife({
      ask: () => ask(),
      look: () => look(),
      patience: PATIENCE,
      onDead: (silence) => void dead.push(silence),
    });
  });
  afterEach(() => {
    life.end();
    vi.useRealTimers();
  });

  test('that answers is asked every second or two, and never looked at', () => {
    const asked = vi.fn(() => life.heard());
    ask = asked;
    look = vi.fn(() => null);
    wait(100);
    expect(asked.mock.calls.length).toBeGreaterThanOrEqual(50);
    expect(look).not.toHaveBeenCalled();
    expect(dead).toEqual([]);
  });

  test('that is stopped is dead after five seconds, and told once', () => {
    look = () => ({ state: 'T', cpuMs: 100 });
    wait(5);
    expect(dead).toEqual([]);
    wait(60);
    expect(dead).toEqual([{ silentMs: 5_000, reason: 'stopped' }]);
  });

  test('that sleeps though it was asked is locked', () => {
    look = () => ({ state: 'S', cpuMs: 100 });
    wait(12);
    expect(dead).toEqual([{ silentMs: 10_000, reason: 'locked' }]);
  });

  test('that computes is in a loop when it has computed for long, not when time has gone by', () => {
    let cpuMs = 0;
    // A fifteenth of a core: the machine is busy.
    look = () => {
      cpuMs += 66;
      return { state: 'R', cpuMs };
    };
    wait(400);
    expect(dead).toEqual([]);
    expect(life.isAnswering()).toBe(false);
    wait(100);
    expect(dead).toEqual([{ silentMs: expect.any(Number), reason: 'in a loop' }]);
    expect(dead[0]?.silentMs).toBeGreaterThan(400_000);
  });

  test.each(['R', 'D'])('that gets no core, or waits for a disk (%s), is waited for', (state) => {
    look = () => ({ state, cpuMs: 100 });
    wait(3_600);
    expect(dead).toEqual([]);
    life.heard();
    expect(life.isAnswering()).toBe(true);
  });

  test('that now sleeps and now computes is at work', () => {
    let second = 0;
    look = () => {
      second += 1;
      return { state: 'S', cpuMs: Math.floor(second / 8) * 10 };
    };
    wait(600);
    expect(dead).toEqual([]);
  });

  test('that nobody can look at has a minute', () => {
    wait(60);
    expect(dead).toEqual([]);
    wait(2);
    expect(dead).toEqual([{ silentMs: 60_000, reason: 'silent' }]);
  });
});

const isLinux = process.platform === 'linux';

describe.runIf(isLinux)('what the system says', () => {
  test('of a process that is stopped, and of one that is gone', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const pid = child.pid as number;
    await expect.poll(() => lookAtProcess(pid)?.state).toBe('S');
    child.kill('SIGSTOP');
    await expect.poll(() => lookAtProcess(pid)?.state).toBe('T');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(lookAtProcess(pid)).toBeNull();
  });

  test('of a thread in a loop, by its name', async () => {
    const name = 'loop for a test';
    const thread = new Worker('for (;;);', { eval: true, name });
    await expect.poll(() => lookAtThread(name)?.cpuMs ?? 0).toBeGreaterThan(50);
    await thread.terminate();
    // The system may name it a moment longer.
    await expect.poll(() => lookAtThread(name)).toBeNull();
  });
});
