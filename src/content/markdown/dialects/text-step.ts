import type { Edit } from '../../../problems/edited-text.ts';
import type { PlacedFinding } from '../inspect/inspect-tokens.ts';

/** A text on its way from another system’s Markdown to ours. */
export interface StepText {
  readonly text: string;
  /** Path of its file below the content folder. */
  readonly file: string;
  /** The article’s title; null where the text itself gives it. */
  readonly title: string | null;
  /** Whether an offset lies in code: a fenced or indented block, a code span, `<pre>`; or in a formula. Found when first asked. */
  readonly isInCode: (offset: number) => boolean;
}

/** What a step changes and tells; offsets are those of the text it was given. Edits never overlap, in any order. */
export interface StepOutcome {
  readonly edits: readonly Edit[];
  readonly findings?: readonly PlacedFinding[];
  /** Code of another system’s templates that was left out; editors are told once of all of it. */
  readonly leftOut?: readonly { readonly start: number; readonly end: number }[];
}

/** One step of the list by which foreign Markdown becomes our own, as text and before it is lexed. */
export interface TextStep {
  readonly name: string;
  /** A cheap test, asked of every text: false where the step would change and tell nothing. */
  readonly mayApply: (text: string, file: string) => boolean;
  /** Takes time in proportion to the text, whatever it is, and leaves code as it is. */
  readonly run: (source: StepText) => StepOutcome;
}
