import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createArchive } from '../../../bench/archive/archive.ts';
import { createRandom } from '../../../bench/archive/random.ts';
import { createNewsroom } from '../storm/newsroom.ts';
import type { ServerLog } from '../storm/server-log.ts';
import { collectViolations, type Violations } from '../storm/violations.ts';
import { type CrashTally, createCrashTally } from './crash-tally.ts';
import { measureFirstStart } from './measure-start.ts';
import { playRound, type RoundKind } from './round.ts';
import type { Desk } from './round-changes.ts';

export interface CrashOptions {
  /** An empty folder; the content and the data go below it. */
  readonly folder: string;
  readonly articles: number;
  readonly rounds: number;
  readonly seed: number;
  /** Stories whose files change in a round, at least and at most. */
  readonly changes: readonly [number, number];
  /** How long a start may take. */
  readonly timeoutMs: number;
}

export interface CrashResult {
  readonly tally: CrashTally;
  readonly violations: Violations;
}

/** The longest that a server with its data runs before it is killed. */
const WARM_MS = 2_500;

/**
 * Kills a server again and again while it builds its catalog or publishes changes, and verifies after each
 * time that it comes back with every page right and no URL lost. One round in ten begins with no data at all,
 * one in ten with the permalinks alone.
 */
export async function runCrashes(options: CrashOptions): Promise<CrashResult> {
  const { folder, articles, rounds, seed, changes, timeoutMs } = options;
  const contentDir = join(folder, 'content');
  const made = createNewsroom({ contentDir, articles, seed, always: 0 });
  const dirs = { contentDir, dataDir: join(folder, 'data') };
  const firstMs = await measureFirstStart(dirs, timeoutMs);
  rmSync(dirs.dataDir, { recursive: true, force: true });
  const [fewest, most] = changes;
  const random = createRandom(seed, 13);
  const desk: Desk = {
    newsroom: { ...made, stories: [...made.stories], subjects: new Map(made.subjects) },
    archive: createArchive({
      articles: articles + rounds * most,
      seed: seed + 1,
      folders: 'month',
      length: { kind: 'varied' },
    }),
    random,
  };
  let log: ServerLog | null = null;
  const violations = collectViolations(() => log);
  const tally = createCrashTally();
  for (let number = 0; number < rounds; number += 1) {
    const kind = kindOf(number);
    const killWithinMs = kind === 'warm' ? WARM_MS : firstMs;
    await playRound({
      kind,
      number,
      desk,
      dirs,
      violations,
      tally,
      killWithinMs,
      changes: fewest + random.below(most - fewest + 1),
      timeoutMs,
      isLast: number === rounds - 1,
      onLog(current) {
        log = current;
      },
    });
  }
  return { tally, violations };
}

function kindOf(number: number): RoundKind {
  if (number % 10 === 0) return 'empty';
  return number % 10 === 5 ? 'no catalog' : 'warm';
}
