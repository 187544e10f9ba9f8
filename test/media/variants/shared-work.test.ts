import { setImmediate as settle } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createSharedWork } from '../../../src/media/variants/shared-work.ts';
import { BusyError, createWorkQueue } from '../../../src/media/work-queue.ts';

const HOUR = 3_600_000;

/** Shared work on a queue of one; each work waits until it is told what comes of it. */
function open(patienceMs = HOUR) {
  const queue = createWorkQueue({ maxConcurrent: 1, maxWaiting: 10, maxWaitingOfClient: 3 });
  const shared = createSharedWork<string>({ queue, patienceMs });
  const begun: { name: string; signal: AbortSignal; end: (result: string) => void }[] = [];
  const join = (name: string, client: string, signal = new AbortController().signal) => {
    const joined = shared.join(
      name,
      (told) => {
        const { promise, resolve } = Promise.withResolvers<string>();
        begun.push({ name, signal: told, end: resolve });
        return promise;
      },
      { client, signal },
    );
    joined.catch(() => {});
    return joined;
  };
  const names = () => begun.map(({ name }) => name);
  return { join, begun, names };
}

test('who asks for the same is answered by one work, under way or not', async () => {
  const { join, begun, names } = open();
  const first = join('x', 'a');
  const waiting = [join('y', 'a'), join('y', 'b')];
  const late = join('x', 'b');
  begun[0]?.end('made');
  expect(await Promise.all([first, late])).toEqual(['made', 'made']);
  await settle();
  begun[1]?.end('also');
  expect(await Promise.all(waiting)).toEqual(['also', 'also']);
  expect(names()).toEqual(['x', 'y']);
});

test('work stands in the line of each who waits for it, so that no crowd holds it back', async () => {
  const { join, begun, names } = open();
  const all = [join('x', 'crowd'), join('p', 'crowd'), join('q', 'crowd'), join('wanted', 'crowd')];
  all.push(join('wanted', 'reader'));
  for (let at = 0; at < 4; at++) {
    begun[at]?.end('made');
    await settle();
  }
  await Promise.all(all);
  expect(names()).toEqual(['x', 'p', 'wanted', 'q']);
});

test('what nobody waits for any more is not begun', async () => {
  const { join, begun, names } = open();
  const gone = new AbortController();
  const first = join('x', 'a');
  const lost = join('lost', 'b', gone.signal);
  const half = [join('half', 'b', gone.signal), join('half', 'c')];
  gone.abort();
  await expect(lost).rejects.toBe(gone.signal.reason);
  await expect(half[0]).rejects.toBe(gone.signal.reason);
  begun[0]?.end('made');
  await first;
  await settle();
  begun[1]?.end('made');
  expect(await half[1]).toBe('made');
  expect(names()).toEqual(['x', 'half']);
});

test('work under way is told when all have gone, and begun anew for who comes then', async () => {
  const { join, begun, names } = open();
  const gone = new AbortController();
  const first = join('x', 'a', gone.signal);
  expect(begun[0]?.signal.aborted).toBe(false);
  gone.abort();
  await expect(first).rejects.toBe(gone.signal.reason);
  expect(begun[0]?.signal.aborted).toBe(true);
  const next = join('x', 'b');
  begun[0]?.end('too late');
  await settle();
  begun[1]?.end('anew');
  expect(await next).toBe('anew');
  expect(names()).toEqual(['x', 'x']);
});

test('patience ends before any timeout; work under way goes on, as its asker comes back', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { join, begun, names } = open(15_000);
    const first = join('x', 'a');
    const queued = join('y', 'b');
    vi.advanceTimersByTime(14_999);
    const young = join('z', 'b');
    vi.advanceTimersByTime(1);
    await expect(first).rejects.toBeInstanceOf(BusyError);
    await expect(queued).rejects.toBeInstanceOf(BusyError);
    expect(begun[0]?.signal.aborted).toBe(false);
    const back = join('x', 'a');
    begun[0]?.end('made');
    expect(await back).toBe('made');
    await settle();
    begun[1]?.end('made');
    expect(await young).toBe('made');
    expect(names()).toEqual(['x', 'z']);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('one client is turned away from a work that others still wait for', async () => {
  const { join, begun } = open();
  const first = join('x', 'a');
  const waiting = ['p', 'q', 'r'].map((name) => join(name, 'a'));
  const shared = join('s', 'b');
  await expect(join('s', 'a')).rejects.toBeInstanceOf(BusyError);
  for (let at = 0; at < 5; at++) {
    begun[at]?.end('made');
    await settle();
  }
  await Promise.all([first, ...waiting]);
  expect(await shared).toBe('made');
});
