import { expect, test } from 'vitest';
import { stateLock } from '../../../src/runtime/preview/state-lock.ts';

test('work of one state goes on together, that of another waits, and nobody is overtaken', async () => {
  const lock = stateLock();
  const told: string[] = [];
  const open = Promise.withResolvers<void>();
  const work = (key: string, until: Promise<void> = Promise.resolve()) =>
    lock.within(
      key,
      async () => void told.push(`enter ${key}`),
      async () => {
        told.push(key);
        await until;
      },
    );
  const all = [work('a', open.promise), work('a'), work('b'), work('a')];
  await all[1];
  expect(told).toEqual(['enter a', 'a', 'a']);
  open.resolve();
  await Promise.all(all);
  expect(told).toEqual(['enter a', 'a', 'a', 'enter b', 'b', 'enter a', 'a']);
});

test('what cannot be entered fails whoever wanted it, and no other', async () => {
  const lock = stateLock();
  const failing = lock.within(
    'a',
    async () => Promise.reject(new Error('no')),
    async () => 1,
  );
  const other = lock.within(
    'b',
    async () => 2,
    async (state) => state,
  );
  await expect(failing).rejects.toThrow('no');
  await expect(other).resolves.toBe(2);
  const broken = lock.within(
    'b',
    async () => 3,
    async () => Promise.reject(new Error('work')),
  );
  await expect(broken).rejects.toThrow('work');
  await expect(
    lock.within(
      'a',
      async () => 4,
      async (state) => state,
    ),
  ).resolves.toBe(4);
});
