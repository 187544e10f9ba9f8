import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runBusyMachine } from './run-busy-machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-busy-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('beside busy loops every page comes, nothing is refused, and the check is clean', async () => {
  const result = await runBusyMachine({
    folder,
    loops: 4,
    pages: 5,
    tableLength: 20_000,
    workers: 0,
    limitMs: 100_000,
  });
  expect(result).toMatchObject({ refused: 0, missing: [], check: 0 });
  expect(result.report).toContain('2 articles, 0 errors, 0 warnings');
});
