import type { Reply } from '../../../bench/lib/connection.ts';
import { summarise } from '../../../bench/lib/percentiles.ts';
import { formatCount, formatMs } from '../../../bench/lib/units.ts';

/** What was done and answered. */
export interface Tally {
  readonly change: (kind: string) => void;
  readonly reply: (path: string, reply: Reply) => void;
  /** Publishes of articles that the server logged, and publishes that failed. */
  events: number;
  errors: number;
  /** Rows of name and figures for a table. */
  readonly rows: () => [string, string][];
  readonly changes: () => number;
  readonly requests: () => number;
}

/** Makes an empty tally. */
export function createTally(): Tally {
  const changes = new Map<string, number>();
  const statuses = new Map<number, number>();
  const samples: number[] = [];
  let worst = { path: '', ms: 0 };
  const total = (): number => [...changes.values()].reduce((sum, count) => sum + count, 0);
  return {
    change: (kind) => void changes.set(kind, (changes.get(kind) ?? 0) + 1),
    reply(path, { status, ms }) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      samples.push(ms);
      if (ms > worst.ms) worst = { path, ms };
    },
    events: 0,
    errors: 0,
    changes: total,
    requests: () => samples.length,
    rows() {
      const latency = summarise(samples);
      const told = [...statuses].toSorted(([one], [other]) => one - other);
      return [
        ['changes of files', formatCount(total())],
        ...[...changes]
          .toSorted(([, one], [, other]) => other - one)
          .map(([kind, count]): [string, string] => [`– ${kind}`, formatCount(count)]),
        ['articles published, as logged', formatCount(this.events)],
        ['publishes that failed', formatCount(this.errors)],
        ['requests', formatCount(samples.length)],
        ['statuses', told.map(([status, count]) => `${status} × ${formatCount(count)}`).join(', ')],
        ['latency p50', formatMs(latency?.p50 ?? 0)],
        ['latency p99', formatMs(latency?.p99 ?? 0)],
        ['worst latency', `${formatMs(worst.ms)} (${worst.path})`],
      ];
    },
  };
}
