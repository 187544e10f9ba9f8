/**
 * What remains of a picture file when all but the picture is taken out. `cut`: it ends before its end. `odd`: it
 * is written in a way that cannot be told apart from something hidden, so that it has to be encoded anew.
 */
export type Parts =
  | { readonly kind: 'whole'; readonly parts: readonly Buffer[] }
  | { readonly kind: 'cut' }
  | { readonly kind: 'odd' };

export const CUT: Parts = { kind: 'cut' };
export const ODD: Parts = { kind: 'odd' };

/** Work that pauses now and then, so that whoever does it may do something else. */
export type Slices = Generator<void, Parts>;

/** Bytes that are looked through in one go: about a millisecond. */
export const SLICE_BYTES = 256 * 1024;
