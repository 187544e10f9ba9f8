import { type CodeSpan, findCode } from '../../../domain/markdown/find-code.ts';
import { editText } from '../../../problems/edited-text.ts';
import type { PlacedFinding } from '../inspect/inspect-tokens.ts';
import { leftOutCode } from './left-out-code.ts';
import { findFormulas } from '../math/find-formulas.ts';
import { TEXT_STEPS } from './text-steps.ts';
import type { TextStep } from './text-step.ts';

/** A body in our own plain Markdown. Offsets are in UTF-16 code units; "original" is the text as it was written. */
export interface PlainText {
  readonly text: string;
  /** Whether any step changed it. */
  readonly isEdited: boolean;
  /** Leads an offset of the plain text back to the original; inside a replacement, to its start. */
  readonly toOriginal: (offset: number) => number;
  /** The first offset of the plain text that is not before one of the original. */
  readonly fromOriginal: (offset: number) => number;
  /** What the steps tell, at offsets of the original. */
  readonly findings: readonly PlacedFinding[];
}

/**
 * Reads the Markdown of other systems as ours: one step after the other, each on what the last one left. `file` is the path
 * of the text below the content folder, `title` its article’s where that stands elsewhere. A text that uses none of it costs the cheap tests of the steps.
 */
export function runTextSteps(
  written: string,
  { file, title }: { readonly file: string; readonly title: string | null },
  steps: readonly TextStep[] = TEXT_STEPS,
): PlainText {
  let text = written;
  let isInCode = lazyCode(text);
  const ways: ((offset: number) => number)[] = [];
  const findings: PlacedFinding[] = [];
  const leftOut = { first: '', offset: 0, count: 0 };
  const toOriginal = (offset: number): number => ways.reduceRight((at, way) => way(at), offset);
  for (const step of steps) {
    if (!step.mayApply(text, file)) continue;
    const outcome = step.run({ text, file, title, isInCode });
    for (const finding of outcome.findings ?? []) {
      findings.push({ ...finding, offset: toOriginal(finding.offset) });
    }
    const [first] = outcome.leftOut ?? [];
    if (first !== undefined) {
      const offset = toOriginal(first.start);
      if (leftOut.count === 0 || offset < leftOut.offset) {
        leftOut.offset = offset;
        leftOut.first = text.slice(first.start, first.end);
      }
      leftOut.count += outcome.leftOut?.length ?? 0;
    }
    if (outcome.edits.length === 0) continue;
    const edited = editText(text, outcome.edits);
    text = edited.text;
    isInCode = lazyCode(text);
    ways.push(edited.toOriginal);
  }
  if (leftOut.count > 0) {
    findings.push({ offset: leftOut.offset, ...leftOutCode(leftOut.first, leftOut.count) });
  }
  const { length } = text;
  return {
    text,
    isEdited: ways.length > 0,
    toOriginal,
    fromOriginal: (offset) => (ways.length === 0 ? offset : firstFrom(offset, length, toOriginal)),
    findings,
  };
}

function firstFrom(offset: number, length: number, toOriginal: (offset: number) => number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (toOriginal(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Tells of offsets whether they lie in code or in a formula, which are looked for once and only if that is asked. */
function lazyCode(text: string): (offset: number) => boolean {
  let code: readonly CodeSpan[] | null = null;
  let formulas: readonly CodeSpan[] = [];
  return (offset) => {
    if (code === null) {
      code = findCode(text);
      formulas = findFormulas(text);
    }
    return isWithin(code, offset) || isWithin(formulas, offset);
  };
}

function isWithin(spans: readonly CodeSpan[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return (spans[low]?.start ?? Number.POSITIVE_INFINITY) <= offset;
}
