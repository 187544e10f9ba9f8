import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runPictureFlood } from '../long/run-picture-flood.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-flood-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

test.runIf(process.platform === 'linux')(
  'what a crowd asked for and left is not made, and another’s card comes meanwhile',
  async () => {
    const result = await runPictureFlood({ folder, workers: 2, width: 2_100, readingMs: 200 });
    expect(result).toMatchObject({ asked: 96, card: { status: 200 }, status: 200 });
    expect(result.idleAfterMs).not.toBeNull();
    expect(result.made).toBeLessThan(result.asked / 2);
  },
);
