import type { FeedRequest } from '../../partners/fetch/fetch-feed.ts';
import type { PollResult } from '../../partners/poll/poll-feed.ts';

/** What the thread that polls feeds is started with. */
export interface PollSettings {
  readonly allowPrivate: boolean;
  readonly userAgent: string;
}

/** A feed that it is to fetch. */
export interface PollJob {
  readonly id: number;
  readonly request: FeedRequest;
}

/** What it tells of a job. */
export type PollMessage =
  /** From now on the thread is busy with this one alone. */
  | { readonly kind: 'parsing'; readonly id: number }
  | { readonly kind: 'polled'; readonly id: number; readonly result: PollResult };
