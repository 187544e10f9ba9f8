import type { Edit } from '../../problems/edited-text.ts';
import type { Problem } from '../../problems/problem.ts';

/** A repair at its place in the text of a file as it is. */
export interface PlacedRepair extends Edit {
  /** The problems that it mends; mostly one. */
  readonly problems: readonly Problem[];
}

export interface PlacedRepairs {
  /** In order; none overlaps another. */
  readonly repairs: readonly PlacedRepair[];
  /** What was not told of the text as it is, or lies where another repair does: it is for another round. */
  readonly left: readonly Problem[];
}

/**
 * Finds where the repairs of one file's problems belong. `text` is the file as it is: its line ends and its byte order
 * mark, which counts for no column, stay. A repair whose old text does not stand at its place is left.
 */
export function placeRepairs(text: string, problems: readonly Problem[]): PlacedRepairs {
  const starts = lineStarts(text);
  const found = new Map<string, PlacedRepair>();
  const left: Problem[] = [];
  for (const problem of problems) {
    const edit = placeRepair(text, starts, problem);
    if (edit === null) {
      left.push(problem);
      continue;
    }
    const key = `${edit.start} ${edit.end} ${edit.replacement}`;
    found.set(key, { ...edit, problems: [...(found.get(key)?.problems ?? []), problem] });
  }
  const repairs: PlacedRepair[] = [];
  for (const repair of [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = repairs.at(-1);
    const isFree = last === undefined || (repair.start >= last.end && repair.start > last.start);
    if (isFree) repairs.push(repair);
    else left.push(...repair.problems);
  }
  return { repairs, left };
}

function placeRepair(text: string, starts: readonly number[], { line, column, fix }: Problem): Edit | null {
  const lineStart = starts[line - 1];
  if (fix === undefined || lineStart === undefined || fix.old === fix.repaired) return null;
  const start = lineStart + column - 1;
  const end = endOfOld(text, start, fix.old);
  if (end === null) return null;
  const lineEnd = /\r\n?|\n/.exec(text.slice(start))?.[0] ?? /\r\n?|\n/.exec(text)?.[0] ?? '\n';
  return { start, end, replacement: fix.repaired.replaceAll('\n', lineEnd) };
}

/** Where `old`, with LF line ends, ends in the text if it stands there; else null. */
function endOfOld(text: string, start: number, old: string): number | null {
  let at = start;
  for (const [index, line] of old.split('\n').entries()) {
    if (index > 0) {
      const end = /^(?:\r\n?|\n)/.exec(text.slice(at, at + 2))?.[0];
      if (end === undefined) return null;
      at += end.length;
    }
    if (!text.startsWith(line, at)) return null;
    at += line.length;
  }
  // A character is not cut in two.
  return isBetween(text, start) && isBetween(text, at) ? at : null;
}

const isBetween = (text: string, at: number): boolean =>
  !(/[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at)));

/** Where each line begins, the first behind a byte order mark. */
function lineStarts(text: string): number[] {
  const starts = [text.startsWith('\ufeff') ? 1 : 0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return starts;
}
