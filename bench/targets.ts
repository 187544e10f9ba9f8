/** What each measurement aims at, for archives of up to 1,000 and of up to 100,000 articles; times in ms. */
export interface Targets {
  readonly renamed: Pair;
  readonly rewritten: Pair;
  /** From an empty data folder until `/readyz` answers 200. */
  readonly coldStart: number;
  /** From the same start until every text can be searched. */
  readonly searchIndex: number;
  readonly warmStart: number;
  /** Bytes. */
  readonly memory: number;
  /** Medians of pages that are not in the cache. */
  readonly articlePage: number;
  readonly listPage: number;
}

/** A median and a 99th percentile. */
export interface Pair {
  readonly p50: number;
  readonly p99: number;
}

const MEGABYTE = 1_048_576;

const UP_TO_1_000: Targets = {
  renamed: { p50: 8, p99: 30 },
  rewritten: { p50: 60, p99: 100 },
  coldStart: 1_000,
  searchIndex: 1_500,
  warmStart: 500,
  memory: 200 * MEGABYTE,
  articlePage: 1.5,
  listPage: 3,
};

const UP_TO_100_000: Targets = {
  renamed: { p50: 15, p99: 60 },
  rewritten: { p50: 70, p99: 120 },
  coldStart: 10_000,
  searchIndex: 30_000,
  warmStart: 1_500,
  memory: 280 * MEGABYTE,
  articlePage: 1.8,
  listPage: 4,
};

/** The targets for an archive of this size; null above 100,000 articles, for which there are none. */
export function targetsFor(articles: number): Targets | null {
  if (articles <= 1_000) return UP_TO_1_000;
  return articles <= 100_000 ? UP_TO_100_000 : null;
}
