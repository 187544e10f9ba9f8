import type { IncomingHttpHeaders } from 'node:http';

export interface AnswerCaching {
  /** Until when the answer says that it is fresh, in milliseconds since 1970; null for not said. */
  readonly freshUntil: number | null;
  /** Retry-After, in milliseconds since 1970; null for none. */
  readonly retryAt: number | null;
}

/** The longest that an answer is believed about how long it is fresh, or when to come back. */
const LONGEST_MS = 24 * 60 * 60_000;

const LONGEST_VALIDATOR = 1_000;

/** Reads what the head of an answer says about when to ask again; `now` in milliseconds since 1970. */
export const readCaching = (headers: IncomingHttpHeaders, now: number): AnswerCaching => ({
  freshUntil: readFreshness(headers, now),
  retryAt: readRetryAfter(headers['retry-after'], now),
});

/** The validators of an answer; null where there are none or they are too long to keep. */
export const readValidators = (
  headers: IncomingHttpHeaders,
): { etag: string | null; lastModified: string | null } => ({
  etag: bounded(headers.etag),
  lastModified: bounded(headers['last-modified']),
});

const bounded = (value: string | undefined): string | null =>
  value !== undefined && value !== '' && value.length <= LONGEST_VALIDATOR ? value : null;

/** RFC 9111 §4.2.1, without s-maxage, which is meant for that server’s own caches. */
function readFreshness(headers: IncomingHttpHeaders, now: number): number | null {
  const control = headers['cache-control'] ?? '';
  if (/(?:^|[\s,])(?:no-store|no-cache)(?:$|[\s,=])/i.test(control)) return now;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,15})/i.exec(control)?.[1];
  if (maxAge !== undefined) {
    const age = /^\s*(\d{1,15})\s*$/.exec(headers.age ?? '')?.[1] ?? '0';
    return within(now + (Number(maxAge) - Number(age)) * 1000, now);
  }
  const { expires, date } = headers;
  if (expires === undefined) return null;
  const until = readDate(expires);
  if (until === null) return now;
  return within(now + until - (readDate(date ?? '') ?? now), now);
}

/** Retry-After (RFC 9110 §10.2.3) as milliseconds since 1970; null where there is none or it is neither form. */
function readRetryAfter(value: string | undefined, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,15}$/.test(text)) return within(now + Number(text) * 1000, now);
  const date = readDate(text);
  return date === null ? null : within(date, now);
}

function readDate(text: string): number | null {
  const date = /^[A-Z][a-z]{2,8}, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  return Number.isNaN(date) ? null : date;
}

const within = (moment: number, now: number): number => Math.min(Math.max(moment, now), now + LONGEST_MS);
