import type { EditedText } from '../../../problems/edited-text.ts';

/** The same with offsets of the text before it was edited; null says that it was not. */
export const placeBack = <Placed extends { readonly offset: number }>(
  found: readonly Placed[],
  edited: EditedText | null,
): readonly Placed[] =>
  edited === null ? found : found.map((one) => ({ ...one, offset: edited.toOriginal(one.offset) }));
