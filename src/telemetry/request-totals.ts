import {
  BYTES_BOUNDS,
  type CacheLane,
  type Distribution,
  type ProcessReport,
  SECONDS_BOUNDS,
  type Vitals,
} from './request-report.ts';

/** What all processes answered of one route since the start. */
export interface RouteTotals {
  readonly statuses: ReadonlyMap<number, number>;
  readonly seconds: Distribution;
  readonly bytes: Distribution;
}

/** What the processes told that serve pages, added up. */
export interface RequestTotals {
  /** Takes a report of the process of this id. */
  add(pid: number, report: ProcessReport): void;
  /** A process has ended: what it answered stays, how it was does not. */
  ended(pid: number): void;
  routes(): ReadonlyMap<string, RouteTotals>;
  lanes(): ReadonlyMap<CacheLane, { readonly hits: number; readonly misses: number }>;
  /** How a process was when it told last; undefined where it has not. */
  vitals(pid: number): Vitals | undefined;
}

interface Summed {
  readonly statuses: Map<number, number>;
  readonly seconds: DistributionSum;
  readonly bytes: DistributionSum;
}

type DistributionSum = { readonly counts: number[]; sum: number };

/** Begins with nothing. */
export function createRequestTotals(): RequestTotals {
  const routes = new Map<string, Summed>();
  const lanes = new Map<CacheLane, { hits: number; misses: number }>();
  const vitals = new Map<number, Vitals>();
  const routeOf = (route: string): Summed => {
    const known = routes.get(route);
    if (known !== undefined) return known;
    const begun = { statuses: new Map(), seconds: nothing(SECONDS_BOUNDS), bytes: nothing(BYTES_BOUNDS) };
    routes.set(route, begun);
    return begun;
  };
  return {
    add(pid, report) {
      vitals.set(pid, report.vitals);
      for (const { route, statuses, seconds, bytes } of report.routes) {
        const total = routeOf(route);
        for (const [status, count] of statuses)
          total.statuses.set(status, (total.statuses.get(status) ?? 0) + count);
        addTo(total.seconds, seconds);
        addTo(total.bytes, bytes);
      }
      for (const { lane, hits, misses } of report.lanes) {
        const before = lanes.get(lane) ?? { hits: 0, misses: 0 };
        lanes.set(lane, { hits: before.hits + hits, misses: before.misses + misses });
      }
    },
    ended: (pid) => void vitals.delete(pid),
    routes: () => routes,
    lanes: () => lanes,
    vitals: (pid) => vitals.get(pid),
  };
}

const nothing = (bounds: readonly number[]): DistributionSum => ({
  counts: new Array<number>(bounds.length + 1).fill(0),
  sum: 0,
});

function addTo(total: DistributionSum, { counts, sum }: Distribution): void {
  for (const [at, count] of counts.entries()) total.counts[at] = (total.counts[at] ?? 0) + count;
  total.sum += sum;
}
