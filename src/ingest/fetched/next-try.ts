const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Nothing waits longer to be tried again, in ms. */
export const LONGEST_WAIT_MS = 30 * DAY_MS;
const LONGEST_PASSING_MS = DAY_MS;

/** What passes by itself, and is a matter of the server and not of one picture. */
const OF_THE_SERVER: ReadonlySet<string> = new Set([
  'asked-too-often',
  'certificate',
  'connect-timeout',
  'connection-lost',
  'connection-refused',
  'head-timeout',
  'name-unanswered',
  'name-unknown',
  'no-answer',
  'server-error',
  'whole-timeout',
]);

/** Whether a failure says that its server cannot be asked now, so that others of it are better not asked either. */
export const isOfServer = (code: string): boolean => OF_THE_SERVER.has(code);

export interface FailedTry {
  /** As fetchBytes gives it. */
  readonly code: string;
  /** How often it failed in a row before, this time not counted. */
  readonly failures: number;
  /** When the server asks to be tried again; null where it does not say. Milliseconds since 1970. */
  readonly retryAt: number | null;
}

/**
 * When what failed is tried again, in milliseconds since 1970: after a minute, then four times as long each time up to a day,
 * where it may pass by itself; after a day, then twice as long each time up to a month, where the server was sure. Never before
 * the moment that the server asks for.
 */
export function nextTry({ code, failures, retryAt }: FailedTry, now: number): number {
  const wait = isOfServer(code)
    ? Math.min(MINUTE_MS * 4 ** Math.min(failures, 10), LONGEST_PASSING_MS)
    : Math.min(DAY_MS * 2 ** Math.min(failures, 10), LONGEST_WAIT_MS);
  return Math.max(now + wait, retryAt ?? 0);
}

/** How long a server rests that failed so often in a row, in ms: a minute, doubled each time up to an hour. */
export const restOfServer = (failures: number): number =>
  Math.min(MINUTE_MS * 2 ** Math.min(Math.max(0, failures - 1), 10), 60 * MINUTE_MS);
