import type { PlainText } from './run-text-steps.ts';

/** The same with offsets of the text as it was written. */
export const placeBack = <Placed extends { readonly offset: number }>(
  found: readonly Placed[],
  { isEdited, toOriginal }: PlainText,
): readonly Placed[] => (isEdited ? found.map((one) => ({ ...one, offset: toOriginal(one.offset) })) : found);
