import { join } from 'node:path';
import { groupProblems } from '../../problems/show/group-problems.ts';
import type { Paint } from '../../problems/show/paint.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { counted } from '../report/check-report.ts';
import { cut } from '../report/wrap-text.ts';
import { readOr, type RepairPlan } from './plan-repairs.ts';
import { formatDiff } from './unified-diff.ts';

export interface ShowOptions {
  readonly contentDir: string;
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
  /** Whether every file is shown, however many there are. */
  readonly isWhole: boolean;
}

/** So many lines of differences are enough to see what is done. */
const MOST_LINES = 30;

/** Shows the repairs as a unified diff, of the first files where they are many, and counts them by their kinds. */
export function* formatRepairs(plan: RepairPlan, options: ShowOptions): Generator<string> {
  const { contentDir, width, paint, isWhole } = options;
  let lines = 0;
  let shown = 0;
  for (const { file, digest, repairs } of plan.files) {
    if (!isWhole && lines >= MOST_LINES) break;
    shown += 1;
    const source = readOr(contentDir, file);
    if (typeof source === 'string' || source.digest !== digest) continue;
    const diff = formatDiff(join(contentDir, file), source.text, repairs, { paint, width });
    const rows = diff.split('\n').slice(0, -1);
    const part = isWhole ? rows : rows.slice(0, MOST_LINES);
    lines += part.length;
    yield `${part.join('\n')}\n`;
    if (part.length < rows.length) yield `  … and ${counted(rows.length - part.length, 'line')} more\n`;
  }
  const others = plan.files.length - shown;
  if (others > 0) yield `  … and the same for ${counted(others, 'file')} more; --all shows each.\n`;
  const mended = plan.files.flatMap(({ repairs }) => repairs.flatMap(({ problems }) => problems));
  if (mended.length > 0) yield '\n';
  for (const { about, code, message, count, files } of groupProblems(mended)) {
    const what = showHidden(`${about ?? code}: ${message}`);
    yield `${cut(`${counted(count, 'repair')} in ${counted(files, 'file')}: ${what}`, width)}\n`;
  }
  for (const { file, reason } of plan.refused) yield `${showHidden(`${join(contentDir, file)} ${reason}`)}\n`;
}
