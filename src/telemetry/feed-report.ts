/** What is told of a followed feed. Moments are milliseconds since 1970. */
export interface FeedReport {
  readonly outlet: string;
  /** Its address in partners.yaml. */
  readonly feed: string;
  readonly state: FeedStateName;
  readonly items: number;
  /** null for never. */
  readonly goodAt: number | null;
  readonly triedAt: number | null;
  readonly nextAt: number;
}

export const FEED_STATE_NAMES = ['waiting', 'ok', 'failing', 'resting', 'gone'] as const;
export type FeedStateName = (typeof FEED_STATE_NAMES)[number];

/** All feeds, and what was fetched since the ingest started. */
export interface FeedsReport {
  readonly feeds: readonly FeedReport[];
  readonly polls: Readonly<Record<PollOutcome, number>>;
  /** Of feeds that were read, as text. */
  readonly bytes: number;
}

export const POLL_OUTCOMES = ['fetched', 'unchanged', 'failed', 'gone'] as const;
export type PollOutcome = (typeof POLL_OUTCOMES)[number];
