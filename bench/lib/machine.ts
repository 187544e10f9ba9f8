import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { markdownTable } from './markdown-table.ts';

/** The machine that measured, as a Markdown table. */
export function describeMachine(): string {
  return markdownTable(
    ['machine', ''],
    [
      ['cores', `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}`],
      ['memory', `${(totalmem() / 2 ** 30).toFixed(0)} GB`],
      ['system', `${type()} ${release()}`],
      ['Node', process.version],
    ],
  );
}
