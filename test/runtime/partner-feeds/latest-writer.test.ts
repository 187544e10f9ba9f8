import { expect, test } from 'vitest';
import { latestWriter } from '../../../src/runtime/partner-feeds/latest-writer.ts';

test('writes one after the other, and of those that came meanwhile the last', async () => {
  const written: number[] = [];
  const gate = Promise.withResolvers<void>();
  const writer = latestWriter<number>(
    async (value) => {
      await gate.promise;
      written.push(value);
    },
    () => {},
  );
  for (const value of [1, 2, 3]) writer.write(value);
  gate.resolve();
  await writer.idle();
  expect(written).toEqual([1, 3]);
});

test('a write that fails is told, and the next is written', async () => {
  const errors: unknown[] = [];
  const written: number[] = [];
  const writer = latestWriter<number>(
    async (value) => {
      if (value === 1) throw new Error('full');
      written.push(value);
    },
    (error) => void errors.push(error),
  );
  writer.write(1);
  writer.write(2);
  await writer.idle();
  expect([errors.length, written]).toEqual([1, [2]]);
});
