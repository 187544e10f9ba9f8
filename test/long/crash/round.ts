import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { discardCatalog } from '../../../src/catalog/store/open-catalog.ts';
import { listCatalogs } from '../../../src/ingest/data-dir/catalog-files.ts';
import { connect } from '../../../bench/lib/connection.ts';
import { type DatelineOptions, startDateline } from '../../../bench/lib/dateline.ts';
import { sleep } from '../../../bench/lib/save.ts';
import { createRead } from '../storm/readers.ts';
import { keepServerLog, type ServerLog } from '../storm/server-log.ts';
import type { Story } from '../storm/story.ts';
import { verifyStories } from '../storm/verify-stories.ts';
import type { Violations } from '../storm/violations.ts';
import { readUntilCrash } from './crash-reader.ts';
import type { CrashTally } from './crash-tally.ts';
import { startReady } from './measure-start.ts';
import { type Desk, planChanges, type Step } from './round-changes.ts';

/**
 * What a round starts with: `warm`, all that is there; `no catalog`, the permalinks alone, so that the catalog
 * is built again; `empty`, nothing.
 */
export type RoundKind = 'warm' | 'no catalog' | 'empty';

export interface Round {
  readonly kind: RoundKind;
  readonly number: number;
  readonly desk: Desk;
  readonly dirs: DatelineOptions;
  readonly violations: Violations;
  readonly tally: CrashTally;
  /** The server is killed at a random moment before this, in ms from its start. */
  readonly killWithinMs: number;
  readonly changes: number;
  readonly timeoutMs: number;
  /** Whether all stories are verified then; else those that changed and some others. */
  readonly isLast: boolean;
  /** Told the log of the server that runs. */
  readonly onLog: (log: ServerLog) => void;
}

/** How many stories that did not change are verified in a round. */
const SAMPLE = 300;

/**
 * Starts a server, changes files, kills the server at a random moment with SIGKILL, changes the rest of the
 * files, starts it again and verifies its pages.
 */
export async function playRound(round: Round): Promise<void> {
  const { kind, desk, dirs, violations, timeoutMs, tally, onLog } = round;
  const { newsroom } = desk;
  clearData(dirs.dataDir, kind);
  if (kind === 'empty') for (const story of newsroom.stories) story.served.clear();
  const changing = await crash(round);
  tally.round(kind, changing.length);

  const server = await startReady(dirs, timeoutMs).catch((error: unknown) => {
    violations.add('does not start again', dirs.dataDir, String(error));
    throw error;
  });
  onLog(keepServerLog(server));
  tally.restart(performance.now() - server.child.startedAt);
  const connection = connect(server.origin);
  const read = createRead({ newsroom, violations, isOver: () => false, onReply: tally.reply });
  const others = Array.from({ length: SAMPLE }, () => desk.random.pick(newsroom.stories));
  const stories = round.isLast ? newsroom.stories : [...new Set([...changing, ...others])];
  await verifyStories({ stories, violations, read: (path) => read(connection, path) });
  connection.close();
  checkLedger(dirs.dataDir, violations);
  await server.stop();
}

/** Runs the server until it is killed. Returns the stories whose files were changed. */
async function crash({ desk, dirs, violations, tally, onLog, ...round }: Round): Promise<readonly Story[]> {
  const { newsroom, random } = desk;
  const { stories: changing, steps } = planChanges(desk, round.changes, round.kind !== 'no catalog');
  const whileDown = steps.splice(0, random.below(steps.length + 1) * Number(random.chance(0.3)));
  for (const step of whileDown) step();
  const server = await startDateline(dirs);
  onLog(keepServerLog(server));
  let isOver = false;
  const reading = readUntilCrash({
    origin: server.origin,
    newsroom,
    changing,
    violations,
    seed: round.number,
    isOver: () => isOver,
    onReply: tally.reply,
  });
  const killAfterMs = random.unit() * round.killWithinMs;
  const writing = makeSteps(steps, killAfterMs, () => isOver);
  await sleep(killAfterMs);
  isOver = true;
  process.kill(server.child.pid, 'SIGKILL');
  await server.child.ended;
  await Promise.all([reading, writing]);
  return changing;
}

/** Makes the changes in bursts spread over `ms`; those that are left when it is over, all at once. */
async function makeSteps(steps: readonly Step[], ms: number, isOver: () => boolean): Promise<void> {
  const pauseMs = Math.max(1, ms / Math.max(1, steps.length)) * 5;
  for (const [index, step] of steps.entries()) {
    step();
    if (index % 5 === 4 && !isOver()) await sleep(pauseMs);
  }
}

function clearData(dataDir: string, kind: RoundKind): void {
  if (kind === 'warm') return;
  if (kind === 'empty') rmSync(dataDir, { recursive: true, force: true });
  for (const file of listCatalogs(dataDir)) discardCatalog(file);
}

/** Asks SQLite whether the ledger is whole. */
function checkLedger(dataDir: string, violations: Violations): void {
  const file = join(dataDir, 'permalinks.db');
  if (!existsSync(file)) {
    violations.add('no ledger', file, 'there is no such file');
    return;
  }
  const database = new DatabaseSync(file, { readOnly: true });
  const result = database.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
  database.close();
  if (result !== 'ok') violations.add('damaged ledger', file, String(result));
}
