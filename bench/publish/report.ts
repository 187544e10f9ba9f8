import { markdownTable } from '../lib/markdown-table.ts';
import { summarise } from '../lib/percentiles.ts';
import { formatMs } from '../lib/units.ts';
import { judge } from '../lib/verdict.ts';
import type { Pair } from '../targets.ts';
import type { Tally } from './tally.ts';

export interface Row {
  readonly tally: Tally;
  readonly target: Pair | null;
}

const HEADER = [
  'change',
  'n',
  'p50',
  'p90',
  'p99',
  'max',
  'target p50 / p99',
  'p50',
  'p99',
  'late',
  'errors',
];

/** The measurements as a Markdown table. `late` counts what was not seen in time, `errors` replies above 399. */
export function publishTable(rows: readonly Row[]): string {
  return markdownTable(HEADER, rows.map(writeRow));
}

function writeRow({ tally, target }: Row): string[] {
  const { name, samples, timeouts, errors } = tally;
  const trouble = [
    String(timeouts),
    errors.length === 0 ? '0' : `${errors.length} (${[...new Set(errors)].join(', ')})`,
  ];
  const summary = summarise(samples);
  const aim = target === null ? '–' : `${target.p50} / ${target.p99} ms`;
  if (summary === null) return [name, '0', '–', '–', '–', '–', aim, '–', '–', ...trouble];
  const { p50, p90, p99, max } = summary;
  return [
    name,
    String(summary.count),
    ...[p50, p90, p99, max].map(formatMs),
    aim,
    judge(p50, target?.p50 ?? null, formatMs),
    judge(p99, target?.p99 ?? null, formatMs),
    ...trouble,
  ];
}
