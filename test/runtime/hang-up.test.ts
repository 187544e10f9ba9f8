import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { runHangUps } from '../long/run-hang-ups.ts';
import { makePictureSite } from '../support/picture-site.ts';

let contentDir: string;
let folder: string;

beforeAll(async () => {
  contentDir = await makePictureSite();
});
afterAll(() => rm(contentDir, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-hang-up-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

test.runIf(process.platform === 'linux').each([0, 2])(
  'with %i workers, readers who leave at random moments leave nothing open and end nothing',
  async (workers) => {
    const options = {
      contentDir,
      dataDir: join(folder, 'data'),
      workers,
      requests: 200,
      seed: 7,
      widest: 480,
    };
    const { paths, ended, leftOpen, status } = await runHangUps(options);
    expect(paths).toBeGreaterThan(30);
    expect({ ended, leftOpen, status }).toEqual({ ended: [], leftOpen: [], status: 200 });
  },
);
