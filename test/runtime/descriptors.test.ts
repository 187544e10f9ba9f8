import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { floodIdle } from '../long/descriptors.ts';

const LONG_MS = 180_000;
const FULL_WORKER = fileURLToPath(new URL('../fixtures/processes/full-worker.ts', import.meta.url));

describe.runIf(process.platform === 'linux')('with 256 descriptors', () => {
  test.each([2, 0])(
    'and %i workers, 600 idle connections are told, and forgotten as soon as they leave',
    { timeout: LONG_MS },
    async (workers) => {
      const flood = { descriptors: 256, workers, connections: 600, holdMs: 2_000 };
      const figures = await floodIdle(flood);
      expect(figures).toMatchObject({ answered: 40, isSameFamily: true, code: 0 });
      expect(figures.refused).toBeGreaterThan(200);
      expect(figures.mostDescriptors).toBeLessThan(220);
      expect(figures.logged).toContainEqual(expect.stringMatching(/^connections were refused/));
      expect(figures.logged).toContainEqual(expect.stringMatching(/LimitNOFILE=\d+.*ulimit -n/));
    },
  );

  test('a connection that a worker had no descriptor for is let go, and the next one is served', () => {
    const line = `ulimit -n 80 && exec "${process.execPath}" "${FULL_WORKER}" rescued`;
    const said = execFileSync('bash', ['-c', line], { encoding: 'utf8' }).trim().split('\n');
    expect(said.map((text) => JSON.parse(text))).toEqual([
      { lost: true },
      { first: '' },
      { second: 'HTTP/1.1 200' },
    ]);
  });
});
