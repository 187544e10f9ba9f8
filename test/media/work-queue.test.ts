import { expect, test } from 'vitest';
import { BusyError, createWorkQueue } from '../../src/media/work-queue.ts';

/** Lets everything that can go on, go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('so many run at once, the others in the order they came', async () => {
  const queue = createWorkQueue(2, 10);
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
  const queue = createWorkQueue(1, 1);
  const failing = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
  expect(await queue.run(async () => 'again')).toBe('again');
});

test('too many are turned away at once', async () => {
  const queue = createWorkQueue(1, 2);
  const gate = Promise.withResolvers<void>();
  const runs = [1, 2, 3].map(() => queue.run(() => gate.promise));
  await expect(queue.run(async () => {})).rejects.toBeInstanceOf(BusyError);
  gate.resolve();
  await Promise.all(runs);
  await expect(queue.run(async () => 'free')).resolves.toBe('free');
});
