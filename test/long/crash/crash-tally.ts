import { summarise } from '../../../bench/lib/percentiles.ts';
import { formatCount, formatMs } from '../../../bench/lib/units.ts';
import type { RoundKind } from './round.ts';

/** What was done in all rounds. */
export interface CrashTally {
  readonly round: (kind: RoundKind, changes: number) => void;
  readonly restart: (ms: number) => void;
  readonly reply: () => void;
  readonly rounds: () => number;
  /** Rows of name and figures for a table. */
  readonly rows: () => [string, string][];
}

/** Makes an empty tally. */
export function createCrashTally(): CrashTally {
  const kinds = new Map<RoundKind, number>();
  const restarts: number[] = [];
  let changed = 0;
  let replies = 0;
  const rounds = (): number => [...kinds.values()].reduce((sum, count) => sum + count, 0);
  return {
    round(kind, changes) {
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      changed += changes;
    },
    restart: (ms) => void restarts.push(ms),
    reply: () => {
      replies += 1;
    },
    rounds,
    rows() {
      const times = summarise(restarts);
      return [
        ['servers killed', formatCount(rounds())],
        ...[...kinds].map(([kind, count]): [string, string] => [
          `– data folder: ${kind}`,
          formatCount(count),
        ]),
        ['changes of files', formatCount(changed)],
        ['pages read', formatCount(replies)],
        ['start after the kill, p50', formatMs(times?.p50 ?? 0)],
        ['start after the kill, max', formatMs(times?.max ?? 0)],
      ];
    },
  };
}
