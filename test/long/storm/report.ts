import { markdownTable } from '../../../bench/lib/markdown-table.ts';
import { formatCount } from '../../../bench/lib/units.ts';
import type { StormResult } from './run-storm.ts';
import { tellViolations } from './violations.ts';

/** The result of a storm as a Markdown table, and below it the first violations. */
export function stormReport({ tally, violations, compared, isSilent }: StormResult): string {
  const rows: [string, string][] = [
    ...tally.rows(),
    ['pages compared with a fresh build and a restart', formatCount(compared)],
    ['quiet within 30 s of the last change', isSilent ? 'yes' : 'no'],
    ['violations', formatCount(violations.count())],
    ...[...violations.byKind()].map(([kind, count]): [string, string] => [`– ${kind}`, formatCount(count)]),
  ];
  return `${markdownTable(['storm', ''], rows)}\n${tellViolations(violations)}`;
}
