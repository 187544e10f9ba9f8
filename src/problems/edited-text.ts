import { firstIndex } from './first-index.ts';

/** A replacement of `[start, end)` of the original; edits never overlap. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export interface EditedText {
  readonly text: string;
  /** Leads an offset of the edited text back to the original; inside a replacement, to its start. */
  readonly toOriginal: (offset: number) => number;
}

/** Applies edits to a text in memory, so that positions of the result can still be told in the original. */
export function editText(original: string, edits: readonly Edit[]): EditedText {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let text = '';
  let copied = 0;
  const spans: { readonly at: number; readonly length: number; readonly edit: Edit }[] = [];
  for (const edit of sorted) {
    text += original.slice(copied, edit.start);
    spans.push({ at: text.length, length: edit.replacement.length, edit });
    text += edit.replacement;
    copied = edit.end;
  }
  text += original.slice(copied);
  const toOriginal = (offset: number): number => {
    const before = spans[firstIndex(spans.length, (nth) => (spans[nth]?.at ?? 0) > offset) - 1];
    if (before === undefined) return offset;
    const { at, length, edit } = before;
    return offset < at + length ? edit.start : offset + edit.end - (at + length);
  };
  return { text, toOriginal };
}
