import type { ServerLog } from './server-log.ts';

/** Something that a reader was served and must not be. */
export interface Violation {
  /** ISO 8601, in UTC. */
  readonly time: string;
  /** The same kinds are counted together. */
  readonly kind: string;
  readonly url: string;
  readonly detail: string;
  /** What the server logged about it, as far as it is kept. */
  readonly log: readonly string[];
}

export interface Violations {
  /** `words` are looked for in the server's log. */
  readonly add: (kind: string, url: string, detail: string, words?: readonly string[]) => void;
  /** Of all together. */
  readonly count: () => number;
  readonly byKind: () => ReadonlyMap<string, number>;
  readonly first: () => readonly Violation[];
}

const KEPT = 10;
const KEPT_OF_KIND = 3;

/** Collects violations: all are counted, the first ten, three of a kind, are kept with the server's log lines around. */
export function collectViolations(log: () => ServerLog | null): Violations {
  const counts = new Map<string, number>();
  const first: Violation[] = [];
  return {
    add(kind, url, detail, words = []) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (first.length >= KEPT || (counts.get(kind) ?? 0) > KEPT_OF_KIND) return;
      const lines = log()?.about(words) ?? [];
      first.push({ time: new Date().toISOString(), kind, url, detail, log: lines });
    },
    count: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    byKind: () => counts,
    first: () => first,
  };
}

/** The violations that are kept, told one after the other; '' where there is none. */
export function tellViolations(violations: Violations): string {
  return violations
    .first()
    .map(({ time, kind, url, detail, log }, at) =>
      [`${at + 1}. ${kind}: ${url}`, `   ${time} ${detail}`, ...log.map((line) => `   | ${line}`)].join('\n'),
    )
    .join('\n');
}
