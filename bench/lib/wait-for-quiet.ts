import { cpus } from 'node:os';
import { sleep } from './save.ts';

const LOOK_MS = 250;
const QUIET = 0.9;

/**
 * Waits until all cores together have been idle for nine tenths of a quarter of a second, at most `mostMs`.
 * Returns whether they were: what else runs on the machine is in no figure then, as far as one can tell before.
 */
export async function waitForQuiet(mostMs: number): Promise<boolean> {
  for (let waited = 0; waited < mostMs; waited += LOOK_MS) {
    const before = readTimes();
    await sleep(LOOK_MS);
    const after = readTimes();
    if ((after.idle - before.idle) / (after.all - before.all) >= QUIET) return true;
  }
  return false;
}

function readTimes(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((core) => core.times);
  const all = times.flatMap((core) => Object.values(core)).reduce((sum, ms) => sum + ms, 0);
  return { idle: times.reduce((sum, { idle }) => sum + idle, 0), all };
}
