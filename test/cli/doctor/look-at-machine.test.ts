import { expect, test } from 'vitest';
import { lookAtLibraries } from '../../../src/cli/doctor/look-at-libraries.ts';
import { lookAtMachine, type Machine } from '../../../src/cli/doctor/look-at-machine.ts';

const GOOD: Machine = {
  descriptors: 16_384,
  memory: 4_096 * 1024 * 1024,
  user: 998,
  now: Date.UTC(2026, 10, 22),
  installedAt: Date.UTC(2026, 10, 1),
};
const SETTINGS = { workers: 2, cacheBytes: 64 * 1024 * 1024 };

const statesOf = (machine: Machine, settings = SETTINGS) =>
  Object.fromEntries(lookAtMachine(machine, settings).map(({ topic, state }) => [topic, state]));

test('a machine that is large enough is in order', () => {
  expect(statesOf(GOOD)).toEqual({ descriptors: 'ok', memory: 'ok', user: 'ok', clock: 'ok' });
  expect(statesOf({ ...GOOD, descriptors: Number.POSITIVE_INFINITY, user: undefined })).toMatchObject({
    descriptors: 'ok',
    user: 'ok',
  });
});

test.each([
  [{ ...GOOD, descriptors: 1_024 }, SETTINGS, 'descriptors', 'warning', 'LimitNOFILE=6731'],
  [{ ...GOOD, memory: 512 * 1024 * 1024 }, SETTINGS, 'memory', 'warning', 'Lower WORKERS'],
  [GOOD, { ...SETTINGS, workers: 40 }, 'memory', 'warning', 'Lower WORKERS'],
  [{ ...GOOD, user: 0 }, SETTINGS, 'user', 'warning', 'a user of its own'],
  [{ ...GOOD, now: 0 }, SETTINGS, 'clock', 'missing', 'Set the clock'],
] as const)('%j with %j: %s is a %s', (machine, settings, topic, state, cure) => {
  const found = lookAtMachine(machine, settings).find((one) => one.topic === topic);
  expect(found).toMatchObject({ state, cure: expect.stringContaining(cure) });
});

test('a library that does not load is told with its cure, and the other one is still tried', async () => {
  const findings = await lookAtLibraries({
    pictures: async () => {
      throw new Error('Could not load the "sharp" module using the linux-x64 runtime\nPossible solutions:');
    },
    cards: async () => 'resvg draws',
  });
  expect(findings).toEqual([
    expect.objectContaining({
      topic: 'pictures',
      state: 'missing',
      says: 'the library does not load (Could not load the "sharp" module using the linux-x64 runtime)',
      cure: expect.stringContaining('npm ci --omit=dev'),
    }),
    expect.objectContaining({ topic: 'share cards', state: 'ok' }),
  ]);
});
