import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runSlowReaders } from './run-slow-readers.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-slow-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('readers who take a film slowly share one open file, and pages come meanwhile', async () => {
  const result = await runSlowReaders({
    folder,
    workers: 0,
    slow: 30,
    hung: 10,
    megabytes: 200,
    readingMs: 500,
    waitsForHung: false,
  });
  expect(result).toMatchObject({ served: 40, openMeanwhile: 1, openAfter: 0 });
  expect(result.megabytesPerSecond).toBeGreaterThan(0);
  // Whole seconds would be a page that waits for a reader; on a machine that does much else at once, less tells nothing.
  expect(result.slowP99).toBeLessThan(2_000);
});
