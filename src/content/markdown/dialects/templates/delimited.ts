/** A stretch between two delimiters; offsets in UTF-16 code units. */
export interface Delimited {
  readonly start: number;
  readonly end: number;
  readonly inner: string;
}

/** Longest tag that is one. */
const MAX_TAG = 8000;

/**
 * Finds what stands between delimiters outside of code, in order. One that never ends, is longer than `longest`, or has a
 * backslash before it is none.
 */
export function findDelimited(
  text: string,
  [open, close]: readonly [open: string, close: string],
  isInCode: (offset: number) => boolean,
  longest = MAX_TAG,
): Delimited[] {
  const found: Delimited[] = [];
  for (let start = text.indexOf(open); start !== -1; ) {
    const stop = text.indexOf(close, start + open.length);
    if (stop === -1) break;
    const isTag = stop - start <= longest && text[start - 1] !== '\\' && !isInCode(start);
    if (isTag) found.push({ start, end: stop + close.length, inner: text.slice(start + open.length, stop) });
    start = text.indexOf(open, isTag ? stop + close.length : start + open.length);
  }
  return found;
}
