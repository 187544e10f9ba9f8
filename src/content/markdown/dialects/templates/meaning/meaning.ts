/** What a tag of some system’s templates means in our own Markdown. */
export type Meaning =
  /** Stands for a text in its place; `isBlock`: with a paragraph of its own where it had its line to itself. */
  | { readonly kind: 'text'; readonly text: string; readonly isBlock: boolean }
  /** A quote with a mark, such as `> [!note] Title`, around what is between the tags; `foot` is its last line. */
  | { readonly kind: 'box'; readonly head: string; readonly foot: string }
  /** Text before and behind what is between the tags, which is part of a line. */
  | { readonly kind: 'around'; readonly before: string; readonly after: string }
  /** Goes, and what is between the tags stays; `isTold`: editors should know. */
  | { readonly kind: 'gone'; readonly isTold: boolean }
  /** Goes, and the pictures between the tags are in one paragraph. */
  | { readonly kind: 'gallery' }
  /** Goes with all that is between the tags. */
  | { readonly kind: 'dropped' }
  /** Is left to another step, and so is its end; `isTold` as above. */
  | { readonly kind: 'kept'; readonly isTold: boolean };

export const block = (text: string): Meaning => ({ kind: 'text', text, isBlock: true });
export const inline = (text: string): Meaning => ({ kind: 'text', text, isBlock: false });
export const box = (head: string, foot = ''): Meaning => ({ kind: 'box', head, foot });
export const UNWRAPPED: Meaning = { kind: 'gone', isTold: false };
export const LEFT_OUT: Meaning = { kind: 'gone', isTold: true };
export const DROPPED: Meaning = { kind: 'dropped' };
