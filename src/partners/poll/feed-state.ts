import { z } from 'zod';
import { toWebAddress } from '../../problems/web-address.ts';
import { FEED_STATE_NAMES } from '../../telemetry/feed-report.ts';

/** Moments are milliseconds since 1970. */
const moment = z.number().min(0).max(8.64e15);
const address = z.string().refine((text) => toWebAddress(text) !== null);

const ITEM = z.object({ title: z.string(), url: address, publishedMs: moment.nullable() });

const TROUBLE = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  /** The HTTP status that was answered; null where there was no answer. */
  status: z.number().nullable(),
});

/** What is known of a feed and kept on the disk, read as `unknown` from there. */
export const FEED_STATE = z
  .object({
    /** Its address in partners.yaml. */
    feed: address,
    /**
     * waiting: never fetched; ok; failing: it is tried again soon; resting: it failed so often that it is
     * tried seldom; gone: the server says that it is no more.
     */
    state: z.enum(FEED_STATE_NAMES),
    /** Where it is asked for, as it moved there for good; null for its own address. */
    movedTo: address.nullable(),
    etag: z.string().nullable(),
    lastModified: z.string().nullable(),
    /** How long it said that it may be kept, in milliseconds. */
    ttlMs: z.number().min(0).nullable(),
    /** What the last good fetch brought, newest first. */
    items: z.array(ITEM).max(50),
    /** When it was last fetched well, whether it had changed or not. */
    goodAt: moment.nullable(),
    triedAt: moment.nullable(),
    /** When it is fetched next. */
    nextAt: moment,
    /** How often in a row it failed. */
    failures: z.number().int().min(0),
    /** Why it failed last; null when it did not. */
    trouble: TROUBLE.nullable(),
  })
  .readonly();

export type FeedState = z.infer<typeof FEED_STATE>;
export type FeedTrouble = z.infer<typeof TROUBLE>;

/** The state of a feed that nobody has fetched yet: it is due at `now`. */
export function newFeedState(feed: string, now: number): FeedState {
  return {
    feed,
    state: 'waiting',
    movedTo: null,
    etag: null,
    lastModified: null,
    ttlMs: null,
    items: [],
    goodAt: null,
    triedAt: null,
    nextAt: now,
    failures: 0,
    trouble: null,
  };
}
