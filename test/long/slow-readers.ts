import { makeTemporaryFolder } from '../../bench/lib/temporary-folder.ts';
import { runSlowReaders } from './run-slow-readers.ts';

// 200 readers of a large film take 64 KB twice a second, 20 more take nothing. Ends with 1 where a page is slower than twice as
// in quiet, one is not served, one who takes nothing is not let go, or a file stays open.

/** Below this a p99 is the machine's own jitter, ms. */
const JITTER_MS = 10;

for (const workers of [0, 2]) {
  const folder = makeTemporaryFolder('slow-readers');
  const slow = 200;
  const hung = 20;
  const result = await runSlowReaders({
    folder,
    workers,
    slow,
    hung,
    megabytes: 2_000,
    readingMs: 8_000,
    waitsForHung: true,
  });
  const { quietP99, slowP50, slowP99, served, openMeanwhile, openAfter, letGo } = result;
  const isMet =
    slowP99 <= Math.max(2 * quietP99, JITTER_MS) &&
    served === slow + hung &&
    letGo === hung &&
    (openMeanwhile ?? 1) === 1 &&
    (openAfter ?? 0) === 0;
  process.stdout.write(
    `WORKERS=${workers}: front page p99 ${slowP99.toFixed(1)} ms (p50 ${slowP50.toFixed(1)}), in quiet ${quietP99.toFixed(1)} ms; ` +
      `${served} of ${slow + hung} served, ${result.megabytesPerSecond.toFixed(1)} MB/s; film open ${openMeanwhile ?? '?'} times, ` +
      `${openAfter ?? '?'} after; memory grew by ${result.grownMegabytes?.toFixed(0) ?? '?'} MB; ${letGo} of ${hung} who take nothing let go: ` +
      `${isMet ? 'met' : 'missed'}\n`,
  );
  if (!isMet) process.exitCode = 1;
}
