import { markdownTable } from '../../../bench/lib/markdown-table.ts';
import { formatCount } from '../../../bench/lib/units.ts';
import { tellViolations } from '../storm/violations.ts';
import type { CrashResult } from './run-crashes.ts';

/** The result of all rounds as a Markdown table, and below it the first violations. */
export function crashReport({ tally, violations }: CrashResult): string {
  const rows: [string, string][] = [
    ...tally.rows(),
    ['violations', formatCount(violations.count())],
    ...[...violations.byKind()].map(([kind, count]): [string, string] => [`– ${kind}`, formatCount(count)]),
  ];
  return `${markdownTable(['crashes', ''], rows)}\n${tellViolations(violations)}`;
}
