import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../bench/lib/temporary-folder.ts';
import { makePictureSite } from '../support/picture-site.ts';
import { runHangUps } from './run-hang-ups.ts';

// 2,000 requests hung up at random moments, in one process and in several. Ends with 1 where a process ended, or a file
// was left open.

const REQUESTS = 2_000;

for (const workers of [0, 2]) {
  const contentDir = await makePictureSite();
  try {
    const dataDir = join(makeTemporaryFolder('hang-up'), 'data');
    const startedAt = performance.now();
    const result = await runHangUps({
      contentDir,
      dataDir,
      workers,
      requests: REQUESTS,
      seed: 1,
      widest: 2_000,
    });
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    process.stdout.write(
      `WORKERS=${workers}: ${REQUESTS} requests of ${result.paths} addresses in ${seconds} s, ${result.whole} read to ` +
        `their end; processes ended: ${result.ended.length}; files left open: ${result.leftOpen.length}; front page: ${result.status}\n`,
    );
    if (result.ended.length > 0 || result.leftOpen.length > 0 || result.status !== 200) process.exitCode = 1;
    for (const file of result.leftOpen) process.stdout.write(`  left open: ${file}\n`);
  } finally {
    await rm(contentDir, { recursive: true });
  }
}
