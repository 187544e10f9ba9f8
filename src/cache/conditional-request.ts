import { parseHttpDate } from './http-date.ts';

/** The request headers that a cached copy is checked by. */
export interface ConditionalHeaders {
  readonly 'if-none-match'?: string | undefined;
  readonly 'if-modified-since'?: string | undefined;
}

/** What the selected representation would be sent with. */
export interface Validators {
  /** With its quotes, as in the header. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly lastModified?: number | undefined;
}

/**
 * Whether the client's copy is still good, so that a GET or HEAD may be answered by 304 (RFC 9110
 * §13.1.2, §13.1.3). If-None-Match compares weakly; If-Modified-Since counts only without it, by
 * whole seconds, and is ignored when it is no HTTP-date.
 */
export function isNotModified(headers: ConditionalHeaders, validators: Validators): boolean {
  const listed = headers['if-none-match'];
  if (listed !== undefined) return listed.trim() === '*' || listsTag(listed, validators.etag);
  const since = headers['if-modified-since'];
  if (since === undefined || validators.lastModified === undefined) return false;
  const held = parseHttpDate(since);
  return held !== undefined && Math.floor(validators.lastModified / 1000) * 1000 <= held;
}

/**
 * Reads `[W/]"opaque"` members left to right, as an opaque tag may itself hold commas. What lies
 * between two tags is skipped; an unclosed quote ends the list. Linear in the header's length.
 */
function listsTag(list: string, etag: string): boolean {
  const wanted = etag.slice(etag.indexOf('"') + 1, -1);
  let open = list.indexOf('"');
  while (open >= 0) {
    const close = list.indexOf('"', open + 1);
    if (close < 0) return false;
    if (list.slice(open + 1, close) === wanted) return true;
    open = list.indexOf('"', close + 1);
  }
  return false;
}
