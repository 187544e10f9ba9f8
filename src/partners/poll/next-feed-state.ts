import type { FeedState } from './feed-state.ts';
import { type FailedPoll, type GoodPoll, MACHINE_BUSY, type PollResult } from './poll-feed.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Bounds of the time between two fetches of a feed, and what it is where nobody says, in ms. */
export const SHORTEST_MS = 5 * MINUTE_MS;
export const LONGEST_MS = 24 * HOUR_MS;
const USUAL_MS = 15 * MINUTE_MS;

/** After so many failures in a row a feed rests: so long, twice as long after each trial that fails. */
const FAILURES_TO_REST = 5;
const FIRST_REST_MS = 6 * HOUR_MS;

/** Each wait is longer by up to this part of it, so that feeds do not come all at once. */
const JITTER = 0.1;

export interface PollMoment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From 0 up to 1. */
  readonly random: number;
}

/** What a feed has become by a fetch, and when it is fetched next. What it brought last stays while it fails. */
export function nextFeedState(before: FeedState, result: PollResult, moment: PollMoment): FeedState {
  const state = { ...before, triedAt: moment.now };
  if (result.kind === 'gone') {
    return before.movedTo === null
      ? afterGonePoll(state, moment)
      : afterFailedPoll(state, MOVED_AWAY, moment);
  }
  if (result.kind === 'failed' && result.code === MACHINE_BUSY) return afterUnreadPoll(state, result, moment);
  return result.kind === 'failed'
    ? afterFailedPoll(state, result, moment)
    : afterGoodPoll(state, result, moment);
}

/** The feed's own address may lead elsewhere by now. */
const MOVED_AWAY: FailedPoll = {
  kind: 'failed',
  code: 'feed-moved-away',
  message: 'The address that the feed had moved to is gone (410).',
  hint: 'It is tried at its own address again. If that fails too, ask the outlet for the new one.',
  status: 410,
  retryAt: null,
};

/** The server is asked as it asked to be: Retry-After, then its caching, then the feed's own word. */
function afterGoodPoll(state: FeedState, result: GoodPoll, moment: PollMoment): FeedState {
  const { movedTo, etag, lastModified, caching, read } = result;
  const { now } = moment;
  const ttlMs = read === null ? state.ttlMs : read.ttlMs;
  const freshMs = caching.freshUntil !== null && caching.freshUntil > now ? caching.freshUntil - now : null;
  const saidMs = caching.retryAt !== null ? caching.retryAt - now : (freshMs ?? ttlMs ?? USUAL_MS);
  return {
    ...state,
    state: 'ok',
    movedTo: movedTo ?? state.movedTo,
    etag,
    lastModified,
    ttlMs,
    items: read === null ? state.items : [...read.items],
    goodAt: now,
    nextAt: nextAt(saidMs, moment),
    failures: 0,
    trouble: null,
  };
}

/** Of the outlet's doing is nothing: the feed is neither well nor failing by it. */
function afterUnreadPoll(state: FeedState, result: FailedPoll, moment: PollMoment): FeedState {
  const { code, message, hint, status } = result;
  return { ...state, nextAt: nextAt(SHORTEST_MS, moment), trouble: { code, message, hint, status } };
}

function afterFailedPoll(state: FeedState, result: FailedPoll, moment: PollMoment): FeedState {
  const { code, message, hint, status, retryAt } = result;
  const failures = state.failures + 1;
  const isResting = failures >= FAILURES_TO_REST;
  const waitMs = isResting
    ? FIRST_REST_MS * 2 ** (failures - FAILURES_TO_REST)
    : SHORTEST_MS * 2 ** (failures - 1);
  return {
    ...state,
    // Where it moved to may be what fails; the next try is at the address that the newsroom gave.
    movedTo: null,
    state: isResting ? 'resting' : 'failing',
    nextAt: nextAt(Math.max(waitMs, retryAt === null ? 0 : retryAt - moment.now), moment),
    failures,
    trouble: { code, message, hint, status },
  };
}

function afterGonePoll(state: FeedState, moment: PollMoment): FeedState {
  return {
    ...state,
    state: 'gone',
    movedTo: null,
    nextAt: nextAt(LONGEST_MS, moment),
    failures: state.failures + 1,
    trouble: {
      code: 'feed-gone',
      message: 'The server says that the feed is gone for good (410).',
      hint: 'Ask the outlet for its new address and write it in partners.yaml, or remove the feed there.',
      status: 410,
    },
  };
}

function nextAt(waitMs: number, { now, random }: PollMoment): number {
  const bounded = Math.min(Math.max(waitMs, SHORTEST_MS), LONGEST_MS);
  return Math.floor(now + Math.min(bounded * (1 + JITTER * random), LONGEST_MS));
}
