/** How a publish came about: a file was saved, a push was heard of, a moment came, or anything else. */
export const PUBLISH_WAYS = ['file', 'git', 'clock', 'other'] as const;

export type PublishWay = (typeof PUBLISH_WAYS)[number];

/** What a publish came of. */
export interface PublishCause {
  readonly way: PublishWay;
  /**
   * The earliest event of what is published, in milliseconds since 1970: of a file’s first event, of the moment that was
   * waited for, of hearing that the branch moved.
   */
  readonly at: number;
  /** The commit whose files are published, where it is a push. */
  readonly commit?: string;
}

/** How far a publish has come: finished pages were dropped by all who serve them; every cache has taken the purge. */
export const PUBLISH_STAGES = ['visible', 'purged'] as const;

export type PublishStage = (typeof PUBLISH_STAGES)[number];

/** How long a publish took to come so far. */
export interface PublishLatency {
  readonly stage: PublishStage;
  readonly way: PublishWay;
  /** From the cause, in seconds. */
  readonly seconds: number;
}

/** How this machine stands to the branch that it follows. Moments are milliseconds since 1970. */
export interface BranchState {
  /** The commit that readers have, whole; null before there is one. */
  readonly commit: string | null;
  /** Since when the remote is known to have a commit that is not live; null where it has none. */
  readonly behindSince: number | null;
  /** When the remote answered last; null where it has not since the start. */
  readonly answeredAt: number | null;
}

/** Purges of one cache: surrogate keys that it took, tries that failed, keys that wait. */
export interface PurgeCounts {
  /** As it is named to people: no secret is in it. */
  readonly cache: string;
  readonly sent: number;
  readonly failed: number;
  readonly waiting: number;
}

/** Messages of one channel of the outbox. */
export interface ChannelCounts {
  /** Such as `IndexNow` or `webhook`. */
  readonly channel: string;
  /** Waiting to be sent by this machine. */
  readonly waiting: number;
  /** Kept in case this machine takes over telling. */
  readonly held: number;
}

/** How many files editors have to see to. */
export interface FilesReport {
  /** With an error, where readers have the file as it was before. */
  readonly refusedServed: number;
  /** With an error, where readers have nothing of the file. */
  readonly refusedMissing: number;
  /** With nothing but warnings. */
  readonly warned: number;
}

/** What the ingest tells of its part among several machines. Counts are since it started. */
export interface MachineReport {
  readonly isTeller: boolean;
  /** null where content is a folder. */
  readonly branch: BranchState | null;
  readonly pushesPublished: number;
  readonly looksFailed: number;
  readonly purges: readonly PurgeCounts[];
  readonly channels: readonly ChannelCounts[];
  readonly messagesGivenUp: number;
  /** null until every file was looked at. */
  readonly files: FilesReport | null;
  /** Pictures of the content that wait to be looked at, or fetched for the first time. */
  readonly picturesWaiting: number;
  readonly peersTold: { readonly taken: number; readonly failed: number };
  /** null where counts of page views are not shared. */
  readonly sharedViews: SharedViewsState | null;
  /** Those since the report before. */
  readonly latencies: readonly PublishLatency[];
}

/** How sharing counts of page views goes. */
export interface SharedViewsState {
  readonly isConnected: boolean;
  /** Counts that wait to be shared. */
  readonly waiting: number;
}
