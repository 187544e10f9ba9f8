import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import { type Outcome, runWithDeadline } from '../../problems/reading/run-with-deadline.ts';
import type { FeedTrouble } from './feed-state.ts';
import type { FetchDeps, UnchangedBytes } from '../../fetch/fetch-bytes.ts';
import { type FeedRequest, fetchFeed } from '../fetch/fetch-feed.ts';
import { type FeedItem, type FeedRead, readFeed } from '../read/read-feed.ts';

/** Milliseconds of processor time that reading one feed may take. */
const READ_LIMIT = 4_000;

/** What one fetch of a feed came to. Moments are milliseconds since 1970. */
export type PollResult = GoodPoll | { readonly kind: 'gone' } | FailedPoll;

export interface GoodPoll extends Omit<UnchangedBytes, 'kind'> {
  readonly kind: 'fetched' | 'unchanged';
  /** What the feed says now; null where it is unchanged. */
  readonly read: {
    readonly items: readonly FeedItem[];
    readonly ttlMs: number | null;
    /** Its size as text, in bytes. */
    readonly bytes: number;
  } | null;
}

export interface FailedPoll extends FeedTrouble {
  readonly kind: 'failed';
  /** When the server asks to be tried again; null where it does not say. */
  readonly retryAt: number | null;
}

/**
 * Fetches a feed and reads it; `onParsing` is called in between, before the thread is taken for long: for some 5 s
 * at most, and some three minutes where the machine is busy.
 */
export async function pollFeed(
  request: FeedRequest,
  deps: FetchDeps,
  onParsing: () => void = () => {},
): Promise<PollResult> {
  const outcome = await fetchFeed(request, deps);
  if (outcome.kind === 'gone' || outcome.kind === 'failed') return outcome;
  const { movedTo, etag, lastModified, caching } = outcome;
  const good = { movedTo, etag, lastModified, caching };
  if (outcome.kind === 'unchanged') return { kind: 'unchanged', ...good, read: null };
  onParsing();
  const { text, contentType, finalUrl } = outcome;
  const read = readInTime(() => readFeed(text, { url: finalUrl, contentType, now: deps.now() }));
  if (read.kind !== 'read') {
    const { code, message, hint } = read;
    return { kind: 'failed', code, message, hint, status: null, retryAt: caching.retryAt };
  }
  const { items, ttlMs } = read;
  return { kind: 'fetched', ...good, read: { items, ttlMs, bytes: Buffer.byteLength(text) } };
}

/** The code of a poll that says nothing about the feed. */
export const MACHINE_BUSY = 'machine-busy';

const HUNG = {
  kind: 'hung',
  code: 'feed-hung',
  message: 'Reading the feed takes more processor time than a feed may, and was ended.',
  hint: 'Look at what is at its address. If it is a feed, tell the outlet; else correct partners.yaml.',
} as const;

const BUSY = {
  kind: 'busy',
  code: MACHINE_BUSY,
  message: 'The machine was too busy to read the feed, which says nothing about it.',
  hint: 'It is fetched again soon. Look at what else runs on this machine.',
} as const;

/** What reading gives, or why it came to no end. @throws what reading throws. */
export function readInTime(
  read: () => FeedRead,
  within: (work: () => FeedRead, limitMs: number) => Outcome<FeedRead> = runWithDeadline,
): FeedRead | typeof HUNG | typeof BUSY {
  try {
    const outcome = within(read, READ_LIMIT);
    if (outcome.kind === 'failed') throw outcome.error;
    return outcome.kind === 'too-slow' ? HUNG : outcome.result;
  } catch (error) {
    if (error instanceof MachineBusyError) return BUSY;
    throw error;
  }
}
