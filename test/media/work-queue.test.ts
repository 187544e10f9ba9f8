import { describe, expect, test } from 'vitest';
import { BusyError, createWorkQueue, type WorkQueueLimits } from '../../src/media/work-queue.ts';

/** Lets everything that can go on, go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('so many run at once, the others in the order they came', async () => {
  const queue = createWorkQueue({ maxConcurrent: 2, maxWaiting: 10 });
  const begun: number[] = [];
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const runs = gates.map((gate, index) =>
    queue.run(async () => {
      begun.push(index);
      await gate.promise;
      return index;
    }),
  );
  await settle();
  expect(begun).toEqual([0, 1]);
  gates[1]?.resolve();
  await settle();
  expect(begun).toEqual([0, 1, 2]);
  for (const gate of gates) gate.resolve();
  expect(await Promise.all(runs)).toEqual([0, 1, 2, 3, 4]);
});

test('a task that fails makes room as well', async () => {
  const queue = createWorkQueue({ maxConcurrent: 1, maxWaiting: 1 });
  const failing = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
  expect(await queue.run(async () => 'again')).toBe('again');
});

test('too many are turned away at once', async () => {
  const queue = createWorkQueue({ maxConcurrent: 1, maxWaiting: 2 });
  const gate = Promise.withResolvers<void>();
  const runs = [1, 2, 3].map(() => queue.run(() => gate.promise));
  await expect(queue.run(async () => {})).rejects.toBeInstanceOf(BusyError);
  gate.resolve();
  await Promise.all(runs);
  await expect(queue.run(async () => 'free')).resolves.toBe('free');
});

describe('between clients', () => {
  /** A queue that is taken, and a way to ask it as a client; `begun` tells whose turn came. */
  function busyQueue(limits: Partial<WorkQueueLimits> = {}) {
    const queue = createWorkQueue({ maxConcurrent: 1, maxWaiting: 100, ...limits });
    const begun: string[] = [];
    const gate = Promise.withResolvers<void>();
    const taken = queue.run(() => gate.promise);
    const ask = (client: string, name = client, signal = new AbortController().signal) => {
      const run = queue.run(async () => void begun.push(name), { client, signal });
      const outcome = run.then(
        () => 'done',
        (error: unknown) => error,
      );
      return outcome;
    };
    const open = async () => {
      gate.resolve();
      await taken;
    };
    return { ask, begun, open };
  }

  test('turns go round, whoever asked first', async () => {
    const { ask, begun, open } = busyQueue();
    const runs = [...['a1', 'a2', 'a3'].map((name) => ask('a', name)), ask('b', 'b1'), ask('c', 'c1')];
    runs.push(ask('b', 'b2'));
    await open();
    await Promise.all(runs);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  test('one who has gone gives up his place at once, and nothing of it is done', async () => {
    const { ask, begun, open } = busyQueue({ maxWaiting: 2 });
    const gone = new AbortController();
    const [lost, kept] = [ask('a', 'lost', gone.signal), ask('b', 'kept')];
    gone.abort();
    expect(await lost).toBe(gone.signal.reason);
    const next = ask('c', 'next');
    expect(await ask('d', 'already gone', AbortSignal.abort('gone'))).toBe('gone');
    await open();
    expect(await Promise.all([kept, next])).toEqual(['done', 'done']);
    expect(begun).toEqual(['kept', 'next']);
  });

  test('one client has so many places and no more', async () => {
    const { ask, begun, open } = busyQueue({ maxWaitingOfClient: 2 });
    const runs = [ask('a'), ask('a')];
    expect(await ask('a')).toBeInstanceOf(BusyError);
    runs.push(ask('b'));
    await open();
    await Promise.all(runs);
    expect(begun).toEqual(['a', 'b', 'a']);
  });

  test('where all places are taken, who has most of them makes room', async () => {
    const { ask, begun, open } = busyQueue({ maxWaiting: 4 });
    const ofA = ['a1', 'a2', 'a3'].map((name) => ask('a', name));
    const ofB = ask('b', 'b1');
    const ofC = ask('c', 'c1');
    expect(await ofA[2]).toBeInstanceOf(BusyError);
    // Each has as many as one more would have.
    expect(await ask('b', 'b2')).toBeInstanceOf(BusyError);
    await open();
    await Promise.all([...ofA, ofB, ofC]);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
  });
});
