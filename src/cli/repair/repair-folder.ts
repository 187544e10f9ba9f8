import { join } from 'node:path';
import type { Problem } from '../../problems/problem.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import type { Ask } from '../ask.ts';
import type { Output } from '../command-line.ts';
import { counted } from '../report/check-report.ts';
import { planRepairs, type RefusedFile } from './plan-repairs.ts';
import { formatRepairs, type ShowOptions } from './show-repairs.ts';
import { writeRepairs } from './write-repairs.ts';

/** A repair may bring another to light, or lie where another does. */
const MOST_ROUNDS = 10;

export interface RepairDeps {
  readonly show: ShowOptions;
  /** Asks before something is written; null for writing at once. */
  readonly ask: Ask | null;
  /** Whether nothing is written in any case. */
  readonly isDry: boolean;
  /** Finds the problems of the folder as it is by then. */
  readonly inspectAgain: () => Promise<readonly Problem[]>;
  readonly output: Output;
  readonly errors: Output;
}

/**
 * Repairs what leaves no doubt of these problems of a content folder, showing it before, until nothing more can be repaired.
 * Returns whether all that was to be written is.
 */
export async function repairFolder(problems: readonly Problem[], deps: RepairDeps): Promise<boolean> {
  const { show, ask, isDry, inspectAgain, output } = deps;
  const { contentDir } = show;
  const tried = new Set<string>();
  let found = problems;
  let isRefused = false;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const whole = planRepairs(contentDir, found);
    // What could not be written stays as it is; another try would fail as well.
    const plan = { ...whole, files: whole.files.filter(({ file }) => !tried.has(file)) };
    isRefused ||= plan.refused.length > 0;
    if (round > 0 && plan.files.length === 0) break;
    for (const text of formatRepairs(round > 0 ? { ...plan, refused: [] } : plan, show)) output.write(text);
    if (plan.files.length === 0) {
      output.write('There is nothing that can be repaired without doubt.\n');
      break;
    }
    const count = plan.files.reduce((sum, { repairs }) => sum + repairs.length, 0);
    const what = `${counted(count, 'repair')} in ${counted(plan.files.length, 'file')}`;
    if (isDry) {
      output.write(`\n${what} would be made; nothing was written.\n`);
      break;
    }
    if (ask !== null && !(await ask(`\nWrite ${what}?`))) {
      output.write('Nothing was written.\n');
      break;
    }
    const written = await writeRepairs(contentDir, plan);
    tellWritten(written, deps);
    for (const { file } of written.failed) tried.add(file);
    if (written.files === 0) break;
    found = await inspectAgain();
  }
  return tried.size === 0 && !isRefused;
}

function tellWritten(
  { files, problems, failed }: { files: number; problems: number; failed: readonly RefusedFile[] },
  { show: { contentDir }, output, errors }: RepairDeps,
): void {
  output.write(`${counted(problems, 'problem')} repaired in ${counted(files, 'file')}.\n\n`);
  for (const { file, reason } of failed.slice(0, MOST_NAMED)) {
    errors.write(`${showHidden(`${join(contentDir, file)} ${reason}`)}\n`);
  }
  if (failed.length > MOST_NAMED) errors.write(`and ${counted(failed.length - MOST_NAMED, 'file')} more.\n`);
}

const MOST_NAMED = 20;
