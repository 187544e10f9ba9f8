import { type CodeSpan, findCode } from '../../../domain/markdown/find-code.ts';
import { editText } from '../../../problems/edited-text.ts';
import { firstIndex } from '../../../problems/first-index.ts';
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

/** What is known of a text besides its words. */
interface TextOwner {
  /** Path of its file below the content folder. */
  readonly file: string;
  /** Its article’s title where that stands elsewhere. */
  readonly title: string | null;
}

/** Several ask for one body in a row: whether it is plain, what it shows, what is said of it. */
const MOST_KEPT = 3;
const LONGEST_KEPT = 200_000;
const kept: { readonly written: string; readonly owner: TextOwner; readonly plain: PlainText }[] = [];

/**
 * Reads the Markdown of other systems as ours: one step after the other, each on what the last one left. A text that uses none of
 * it costs the cheap tests of the steps, once for all who ask in a row.
 */
export function runTextSteps(
  written: string,
  owner: TextOwner,
  steps: readonly TextStep[] = TEXT_STEPS,
): PlainText {
  if (steps !== TEXT_STEPS || written.length > LONGEST_KEPT) return runSteps(written, owner, steps);
  const known = kept.find((one) => one.written === written && isSameOwner(one.owner, owner, one.plain));
  if (known !== undefined) return known.plain;
  const plain = runSteps(written, owner, steps);
  kept.unshift({ written, owner, plain });
  kept.length = Math.min(kept.length, MOST_KEPT);
  return plain;
}

/** What a title says stands only in a text that a step has changed. */
const isSameOwner = (known: TextOwner, asked: TextOwner, { isEdited }: PlainText): boolean =>
  known.file === asked.file && (!isEdited || known.title === asked.title);

function runSteps(written: string, { file, title }: TextOwner, steps: readonly TextStep[]): PlainText {
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
    fromOriginal: (offset) =>
      ways.length === 0 ? offset : firstIndex(length, (at) => toOriginal(at) >= offset),
    findings,
  };
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

/** Whether an offset lies in one of some spans, which are in order. */
function isWithin(spans: readonly CodeSpan[], offset: number): boolean {
  const next = firstIndex(spans.length, (nth) => (spans[nth]?.end ?? 0) > offset);
  return (spans[next]?.start ?? Number.POSITIVE_INFINITY) <= offset;
}
