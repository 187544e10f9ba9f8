import { markdownTable } from '../../../bench/lib/markdown-table.ts';
import { type Summary, summarise } from '../../../bench/lib/percentiles.ts';
import { formatCount, formatMs } from '../../../bench/lib/units.ts';
import type { RigResult } from './run-rig.ts';
import type { Made, Way } from './ways.ts';

/** What a way should come to, in ms: half of all arrivals, and 99 of 100 at every place. */
const TARGETS: Readonly<Record<Way, { readonly p50: number; readonly p99: number }>> = {
  file: { p50: 300, p99: 1_500 },
  schedule: { p50: 300, p99: 1_500 },
  expiry: { p50: 300, p99: 1_500 },
  push: { p50: 600, p99: 1_500 },
};
const WAYS = Object.keys(TARGETS) as readonly Way[];

/** The figures of one way at one place, or at all. */
export interface Figures {
  readonly way: Way;
  readonly place: string;
  readonly summary: Summary;
}

const ALL = 'all places';

/** From the event until a place shows it, by way and place. */
export function figuresOf(made: readonly Made[]): Figures[] {
  return WAYS.flatMap((way) => {
    const arrivals = made.filter((one) => one.way === way).flatMap((one) => one.arrivals);
    const places = [...new Set(arrivals.map(({ place }) => place))];
    return [...places, ALL].flatMap((place) => {
      const here = arrivals.filter((one) => place === ALL || one.place === place);
      const summary = summarise(here.flatMap(({ ms }) => ms ?? []));
      return summary === null ? [] : [{ way, place, summary }];
    });
  });
}

/** What a run came to, as Markdown. */
export function rigReport(result: RigResult): string {
  const { made, faults, requests, violations } = result;
  const rows = figuresOf(made).map(({ way, place, summary: { count, p50, p90, p99, max } }) => [
    `${way}, ${place}`,
    String(count),
    ...[p50, p90, p99, max].map(formatMs),
    place === ALL ? verdict(p50, TARGETS[way].p50) : '–',
    verdict(p99, TARGETS[way].p99),
  ]);
  const faultRows = faults.map(({ name, readings, convergedMs }) => [
    name,
    formatCount(readings.requests),
    String(readings.failed.length),
    formatMs(convergedMs),
  ]);
  return [
    markdownTable(['event → new bytes', 'n', 'p50', 'p90', 'p99', 'max', 'p50 target', 'p99 target'], rows),
    ...(faults.length === 0
      ? []
      : [markdownTable(['fault', 'requests through HAProxy', 'failed', 'all agree after'], faultRows)]),
    `${formatCount(made.length)} changes; ${formatCount(requests)} requests of readers besides. Violations: ${violations.length}.\n`,
    ...violations.slice(0, 40).map((text) => `- ${text}`),
  ].join('\n');
}

const verdict = (measured: number, target: number): string =>
  measured <= target ? `met (${formatMs(target)})` : `missed (${formatMs(target)})`;
