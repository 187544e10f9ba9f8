import { firstIndex } from './first-index.ts';

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
    // The first starts at 0, and so never behind what is wanted.
    const line = firstIndex(starts.length, (nth) => (starts[nth] ?? 0) > wanted);
    return { line, column: wanted - (starts[line - 1] ?? 0) + 1 };
  };
}
