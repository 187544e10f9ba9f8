import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runReleases } from './run-releases.ts';

const LONG_MS = 600_000;

// The short form of `npm run long:releases`.
describe.runIf(process.platform === 'linux')('a release in place of the one that runs', () => {
  test.each([
    [2, ['program', 'catalog', 'back'] as const],
    [0, ['catalog', 'back'] as const],
  ])('costs nobody anything, with %i workers', { timeout: LONG_MS }, async (workers, kinds) => {
    const folder = mkdtempSync(join(tmpdir(), 'dateline-releases-'));
    try {
      const logFile = join(folder, 'server.log');
      const given = { folder, logFile, kinds, workers, perSecond: 100, stories: 5, otherNode: null };
      const { requests, published, releases, ...faults } = await runReleases(given);
      expect(releases.map(({ kind }) => kind)).toEqual(kinds);
      expect(faults).toMatchObject({ failed: [], wrong: [], lost: [], untold: [], toldTwice: [] });
      expect([requests > 0, published > 0]).toEqual([true, true]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
