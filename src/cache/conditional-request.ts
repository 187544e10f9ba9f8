import { parseHttpDate } from './http-date.ts';

/** The request headers that name a copy: the client's own, or the one that it means. */
export interface ConditionalHeaders {
  readonly 'if-match'?: string | undefined;
  readonly 'if-unmodified-since'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
  readonly 'if-modified-since'?: string | undefined;
}

/** What the selected representation would be sent with. */
export interface Validators {
  /** With its quotes, as in the header, and with its `W/` where it is weak. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly lastModified?: number | undefined;
}

/** `send` is the whole answer, `not modified` a 304, `failed` a 412. */
export type Verdict = 'send' | 'not modified' | 'failed';

/**
 * Whether a request asks for one state of a resource and for no other (If-Match, If-Unmodified-Since), which few do.
 */
export function namesState(headers: ConditionalHeaders): boolean {
  return headers['if-match'] !== undefined || headers['if-unmodified-since'] !== undefined;
}

/**
 * Judges a GET or HEAD whose answer would be a 200 by its preconditions, in the order of RFC 9110 §13.2.2: If-Match
 * before If-Unmodified-Since, and where neither fails If-None-Match before If-Modified-Since.
 */
export function evaluateConditions(headers: ConditionalHeaders, validators: Validators): Verdict {
  if (namesState(headers) && !isNamedState(headers, validators)) return 'failed';
  return isNotModified(headers, validators) ? 'not modified' : 'send';
}

/**
 * If-Match compares strongly (RFC 9110 §13.1.1): a weak tag matches nothing, on either side. If-Unmodified-Since
 * counts only without it, by whole seconds, and is ignored when it is no HTTP-date or there is no date to compare
 * (§13.1.4).
 */
function isNamedState(headers: ConditionalHeaders, { etag, lastModified }: Validators): boolean {
  const listed = headers['if-match'];
  if (listed !== undefined) return listed.trim() === '*' || listsTag(listed, etag, 'strong');
  const until = parseHttpDate(headers['if-unmodified-since'] ?? '');
  return until === undefined || lastModified === undefined || wholeSeconds(lastModified) <= until;
}

/**
 * Whether the client's copy is still good (RFC 9110 §13.1.2, §13.1.3). If-None-Match compares weakly;
 * If-Modified-Since counts only without it, by whole seconds, and is ignored when it is no HTTP-date.
 */
export function isNotModified(headers: ConditionalHeaders, { etag, lastModified }: Validators): boolean {
  const listed = headers['if-none-match'];
  if (listed !== undefined) return listed.trim() === '*' || listsTag(listed, etag, 'weak');
  const since = headers['if-modified-since'];
  if (since === undefined || lastModified === undefined) return false;
  const held = parseHttpDate(since);
  return held !== undefined && wholeSeconds(lastModified) <= held;
}

const wholeSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000) * 1000;

/**
 * Reads `[W/]"opaque"` members left to right, as an opaque tag may itself hold commas. What lies
 * between two tags is skipped; an unclosed quote ends the list. Linear in the header's length.
 */
function listsTag(list: string, etag: string, comparison: 'strong' | 'weak'): boolean {
  const isStrong = comparison === 'strong';
  if (isStrong && etag.startsWith('W/')) return false;
  const wanted = etag.slice(etag.indexOf('"') + 1, -1);
  let open = list.indexOf('"');
  while (open >= 0) {
    const close = list.indexOf('"', open + 1);
    if (close < 0) return false;
    const isWeak = isStrong && list.slice(Math.max(0, open - 2), open) === 'W/';
    if (!isWeak && list.slice(open + 1, close) === wanted) return true;
    open = list.indexOf('"', close + 1);
  }
  return false;
}
