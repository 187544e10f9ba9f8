import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../bench/lib/temporary-folder.ts';
import { runBusyMachine } from './run-busy-machine.ts';

// A start with 200 pages and a table of 180 kB beside 30 busy loops, three times. Ends with 1 where a file was refused,
// a page did not come, or `dateline check` said anything of a folder in which nothing is wrong.

const ROUNDS = 3;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

for (let round = 1; round <= ROUNDS; round += 1) {
  const folder = join(makeTemporaryFolder('busy-machine'), 'site');
  const result = await runBusyMachine({
    folder,
    loops: 30,
    pages: 200,
    tableLength: 180_000,
    workers: 2,
    limitMs: 600_000,
  });
  const { readyMs, wholeMs, checkMs, postponed, refused, missing, check, report } = result;
  const load = loadavg()[0]?.toFixed(1);
  process.stdout.write(
    `Round ${round}, ${availableParallelism()} cores, load ${load}: ready after ${seconds(readyMs)}, all there after ` +
      `${seconds(wholeMs)}; read again later: ${postponed}; refused: ${refused}; missing: ${missing.length}; ` +
      `check: exit code ${check} after ${seconds(checkMs)}\n${report}`,
  );
  if (refused > 0 || missing.length > 0 || check !== 0) process.exitCode = 1;
}
