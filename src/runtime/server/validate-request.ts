import type { IncomingMessage } from 'node:http';

const KNOWN_VERSIONS: ReadonlySet<string> = new Set(['1.0', '1.1']);

/**
 * The status that refuses a request whose head Node has read, but whose end or meaning is not certain; undefined for
 * a sound one. 505 for another version of HTTP (RFC 9110 §15.6.6), 400 where the body's end is unknown, 501 for a
 * transfer coding besides `chunked` (RFC 9112 §6.1, §6.3).
 */
export function validateRequest({
  httpVersion,
  headers,
}: Pick<IncomingMessage, 'httpVersion' | 'headers'>): 400 | 501 | 505 | undefined {
  if (!KNOWN_VERSIONS.has(httpVersion)) return 505;
  const coding = headers['transfer-encoding'];
  if (coding === undefined) return undefined;
  // A cache in front that knows only HTTP/1.0 may have read another end.
  if (httpVersion === '1.0') return 400;
  const codings = coding.split(',').map((name) => name.trim().toLowerCase());
  if (codings.at(-1) !== 'chunked') return 400;
  return codings.length === 1 ? undefined : 501;
}

/** Whether a request says that a body comes behind its head. */
export function announcesBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  if (headers['transfer-encoding'] !== undefined) return true;
  const length = headers['content-length'];
  return length !== undefined && length !== '0';
}
