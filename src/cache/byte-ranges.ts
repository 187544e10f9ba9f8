import type { Validators } from './conditional-request.ts';
import { parseHttpDate } from './http-date.ts';

/** Bytes from `start` up to `end`, which is not among them. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What of a representation is sent: all of it, parts, or nothing as it has none of those that are asked for. */
export type RangeVerdict =
  | { readonly kind: 'whole' }
  | { readonly kind: 'unsatisfiable' }
  | { readonly kind: 'parts'; readonly parts: readonly [ByteRange, ...ByteRange[]] };

/** So many parts are sent of one request; whoever asks for more gets all, as RFC 9110 §14.2 allows. */
const MOST_PARTS = 100;

const WHOLE: RangeVerdict = { kind: 'whole' };
const UNSATISFIABLE: RangeVerdict = { kind: 'unsatisfiable' };

/**
 * Judges the header `Range` of a GET (RFC 9110 §14.2) of `size` bytes, to the same answers as nginx gives: another unit counts
 * for nothing, what is no range is unsatisfiable, and whoever asks for more bytes than there are gets them once.
 */
export function judgeRange(header: string | undefined, size: number): RangeVerdict {
  const [, written] = /^bytes=(.*)$/is.exec(header ?? '') ?? [];
  if (written === undefined || written === '') return WHOLE;
  const parts: ByteRange[] = [];
  let total = 0;
  for (const spec of written.split(',')) {
    const range = readRange(spec, size);
    if (range === null) return UNSATISFIABLE;
    const { start, end } = range;
    // Of nothing, the beginning is all.
    if (start >= end && start === 0) return WHOLE;
    if (start >= end) continue;
    parts.push(range);
    total += end - start;
    if (parts.length > MOST_PARTS) return WHOLE;
  }
  const [first, ...others] = parts;
  if (first === undefined) return UNSATISFIABLE;
  return total > size ? WHOLE : { kind: 'parts', parts: [first, ...others] };
}

const RANGE = /^ *(?:(\d+) *- *(\d*)|-(\d+)) *$/;

/** `0-499`, `500-`, `-500`; null for what is none, or is larger than any file. */
function readRange(spec: string, size: number): ByteRange | null {
  const [whole, first, last, suffix] = RANGE.exec(spec) ?? [];
  if (whole === undefined) return null;
  const [start, end, length] = [first, last, suffix].map((digits) => Number(digits ?? 0));
  if (start === undefined || end === undefined || length === undefined) return null;
  if (Math.max(start, end, length) > Number.MAX_SAFE_INTEGER) return null;
  if (suffix !== undefined) return { start: Math.max(0, size - length), end: size };
  return { start, end: last === '' ? size : Math.min(size, end + 1) };
}

/**
 * Whether the condition of `If-Range` holds, without which `Range` counts for nothing (RFC 9110 §13.1.5): a tag that is
 * strong and the same, or exactly the date, in whole seconds.
 */
export function isRangeCurrent(ifRange: string | undefined, { etag, lastModified }: Validators): boolean {
  if (ifRange === undefined) return true;
  const written = ifRange.trim();
  if (written.endsWith('"')) return written === etag && !etag.startsWith('W/');
  const date = parseHttpDate(written);
  return date !== undefined && lastModified !== undefined && Math.floor(lastModified / 1000) * 1000 === date;
}
