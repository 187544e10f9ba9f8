import { expect, test } from 'vitest';
import { decodeInTime } from '../../../src/media/pictures/decode-in-time.ts';
import { decodeOnce } from '../../../src/media/pictures/decode-once.ts';
import { PICTURE_LIMITS } from '../../../src/media/picture-limits.ts';
import { BusyError } from '../../../src/media/work-queue.ts';
import { MachineBusyError } from '../../../src/problems/machine-busy-error.ts';

const limits = { ...PICTURE_LIMITS, maxSeconds: 10 };

/** A library that gives up each time, while the process uses so many seconds of processor time. */
function givingUp(usedSeconds: readonly number[]) {
  const given: number[] = [];
  let usedMs = 0;
  const decode = async ({ maxSeconds }: typeof limits): Promise<never> => {
    usedMs += (usedSeconds[given.length] ?? 0) * 1000;
    given.push(maxSeconds);
    throw new Error('timeout: 3% complete');
  };
  return { given, decode, cpuMs: () => usedMs };
}

test('a picture that had its processor time and is not ready is too slow at once', async () => {
  const { given, decode, cpuMs } = givingUp([9]);
  await expect(decodeInTime(limits, decode, { cpuMs })).rejects.toThrow('timeout');
  expect(given).toEqual([10]);
});

test('one that had too little is begun anew with twice the time, and judged when it had enough', async () => {
  const { given, decode, cpuMs } = givingUp([1, 2, 8]);
  await expect(decodeInTime(limits, decode, { cpuMs })).rejects.toThrow('timeout');
  expect(given).toEqual([10, 20, 40]);
});

test('one that had too little to the end is not judged', async () => {
  const { given, decode, cpuMs } = givingUp([1, 1, 1, 1]);
  await expect(decodeInTime(limits, decode, { cpuMs })).rejects.toThrow(MachineBusyError);
  expect(given).toEqual([10, 20, 40, 80]);
});

test('other failures, and what is ready, are not tried again', async () => {
  let tries = 0;
  const damaged = async (): Promise<never> => {
    tries += 1;
    throw new Error('Input buffer contains unsupported image format');
  };
  await expect(decodeInTime(limits, damaged)).rejects.toThrow('unsupported');
  expect(await decodeInTime(limits, async () => ++tries)).toBe(2);
});

test('where a reader waits it is begun once; a busy machine asks the reader to come back', async () => {
  const busy = givingUp([1, 1]);
  await expect(decodeOnce(limits, busy.decode, busy)).rejects.toThrow(BusyError);
  expect(busy.given).toEqual([10]);
  const slow = givingUp([10]);
  await expect(decodeOnce(limits, slow.decode, slow)).rejects.toMatchObject({ code: 'picture-too-slow' });
});
