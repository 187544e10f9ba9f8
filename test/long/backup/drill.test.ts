import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runDrill } from './run-drill.ts';

const LONG_MS = 600_000;

// The short form of `npm run long:backup`.
test('a backup taken in a storm of publishes, after some that were killed, answers every URL as it did', {
  timeout: LONG_MS,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-drill-'));
  try {
    const given = { articles: 60, asked: 40, killAfterMs: [250, 450], timed: 3 };
    const { faults, compared, moved, gone, stormSaves } = await runDrill({ folder, ...given });
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(50);
    expect(Math.min(moved, gone)).toBeGreaterThan(7);
    expect(stormSaves).toBeGreaterThan(50);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
