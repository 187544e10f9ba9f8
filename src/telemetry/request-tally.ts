import {
  BYTES_BOUNDS,
  CACHE_LANES,
  type CacheLane,
  type Distribution,
  type RequestReport,
  SECONDS_BOUNDS,
} from './request-report.ts';

/** Counts what a process answers. Counting takes a look-up and some additions: it is done for each request. */
export interface RequestTally {
  /** Milliseconds of a clock that is never set. */
  readonly clock: () => number;
  /**
   * For how many answers the time of the next one is to stand: 1 where requests are few, and 0, not to be taken, of most where they are
   * very many. A clock is what costs most in counting.
   */
  weight(): number;
  /**
   * An answer was handed over: `status` as sent, `bytes` of its body, null where it was cut off, and `ms` since the request was
   * there, which stands for `weight` answers.
   */
  answered(route: string, status: number, bytes: number | null, ms: number, weight: number): void;
  /** Something finished was looked for in a cache. */
  looked(lane: CacheLane, isHit: boolean): void;
  /** What was counted since this was last asked; null for nothing. */
  take(): RequestReport | null;
}

/** Codes have three digits (RFC 9110 §15). */
const STATUSES = 1_000;
/** So many answers between two reports are timed each; of those beyond, one in so many stands for all. */
const TIMED = 128;
const STRIDE = 16;

interface RouteTally {
  readonly statuses: Uint32Array;
  readonly seconds: DistributionTally;
  readonly bytes: DistributionTally;
}

/** Begins to count. */
export function createRequestTally(clock: () => number): RequestTally {
  let routes = new Map<string, RouteTally>();
  const lanes = { hits: laneCounts(), misses: laneCounts() };
  let asked = 0;
  return {
    clock,
    weight() {
      asked += 1;
      if (asked <= TIMED) return 1;
      return asked % STRIDE === 0 ? STRIDE : 0;
    },
    answered(route, status, bytes, ms, weight) {
      let tally = routes.get(route);
      if (tally === undefined) {
        tally = {
          statuses: new Uint32Array(STATUSES),
          seconds: tallyDistribution(SECONDS_BOUNDS),
          bytes: tallyDistribution(BYTES_BOUNDS),
        };
        routes.set(route, tally);
      }
      if (status > 0 && status < STATUSES) tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
      if (weight > 0) tally.seconds.add(ms / 1_000, weight);
      if (bytes !== null) tally.bytes.add(bytes, 1);
    },
    looked(lane, isHit) {
      lanes[isHit ? 'hits' : 'misses'][lane] += 1;
    },
    take() {
      asked = 0;
      const counted = CACHE_LANES.map((lane) => ({
        lane,
        hits: lanes.hits[lane],
        misses: lanes.misses[lane],
      })).filter(({ hits, misses }) => hits + misses > 0);
      if (routes.size === 0 && counted.length === 0) return null;
      const taken = [...routes].map(([route, { statuses, seconds, bytes }]) => ({
        route,
        statuses: [...statuses.entries()].filter(([, count]) => count > 0),
        seconds: seconds.take(),
        bytes: bytes.take(),
      }));
      routes = new Map();
      lanes.hits = laneCounts();
      lanes.misses = laneCounts();
      return { routes: taken, lanes: counted };
    },
  };
}

const laneCounts = (): Record<CacheLane, number> => ({ fast: 0, application: 0, picture: 0 });

interface DistributionTally {
  add(value: number, weight: number): void;
  take(): Distribution;
}

function tallyDistribution(bounds: readonly number[]): DistributionTally {
  const counts = new Float64Array(bounds.length + 1);
  let sum = 0;
  return {
    add(value, weight) {
      let at = 0;
      while (at < bounds.length && value > (bounds[at] as number)) at += 1;
      counts[at] = (counts[at] ?? 0) + weight;
      sum += value * weight;
    },
    take: () => ({ counts: [...counts], sum }),
  };
}
