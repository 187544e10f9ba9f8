/** Upper bounds of what is measured of answers, in seconds: fine where most answers are, coarse where readers wait. */
export const SECONDS_BOUNDS = [
  0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

/** Upper bounds of what bodies take on the wire, in bytes. */
export const BYTES_BOUNDS = [
  0, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 10_000_000, 100_000_000,
] as const;

/** How many measured values lie between two bounds each, one more for those above all of them, and what they make together. */
export interface Distribution {
  readonly counts: readonly number[];
  readonly sum: number;
}

/** What was answered of one route since the report before. */
export interface RouteReport {
  readonly route: string;
  readonly statuses: readonly (readonly [status: number, count: number])[];
  /** From when the server has a request to when it has handed the answer over. */
  readonly seconds: Distribution;
  /** Of answers that were sent to their ends. */
  readonly bytes: Distribution;
}

/**
 * Where what is finished is looked for: at once, on a request’s way through the application, and among pictures that were made
 * before.
 */
export const CACHE_LANES = ['fast', 'application', 'picture'] as const;

export type CacheLane = (typeof CACHE_LANES)[number];

export interface LaneReport {
  readonly lane: CacheLane;
  readonly hits: number;
  readonly misses: number;
}

/** What a process answered since the report before. */
export interface RequestReport {
  readonly routes: readonly RouteReport[];
  readonly lanes: readonly LaneReport[];
}

/** How a process that serves pages is. */
export interface Vitals {
  /** How late its thread came to what was due, in seconds, over the last moments. */
  readonly lag: { readonly median: number; readonly p99: number; readonly longest: number };
  /** What finished pages take in memory. */
  readonly cacheBytes: number;
  readonly connections: number;
  readonly picturesWaiting: number;
}

/** What a process that serves pages tells of itself. */
export interface ProcessReport extends RequestReport {
  readonly vitals: Vitals;
}
