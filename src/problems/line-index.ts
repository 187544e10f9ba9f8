/** A place in a file: both 1-based, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export const FILE_START: Position = { line: 1, column: 1 };

/** Finds the position of an offset; offsets outside the text are clamped to it. */
export type LineIndex = (offset: number) => Position;

/** Indexes a text whose lines end in LF, as far as it is asked about. A look-up costs O(log lines). */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  let known = 0;
  return (offset) => {
    const wanted = Math.max(0, Math.min(offset, text.length));
    while (known <= wanted) {
      const lineEnd = text.indexOf('\n', known);
      known = lineEnd === -1 ? Number.POSITIVE_INFINITY : lineEnd + 1;
      if (lineEnd !== -1) starts.push(known);
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: wanted - (starts[low] ?? 0) + 1 };
  };
}
