/** Why a key cannot be changed without changing anything else. */
export type FieldEditCode =
  /** The front matter is cut, too large or in a language that is not accepted. */
  | 'front-matter-refused'
  /** The changed text would not be read as it was asked to be. */
  | 'value-not-kept'
  /** A part of a picture, a source or a series that is not there. */
  | 'part-of-nothing';

/** Tells why nothing was changed, and what a person can do instead. */
export class FieldEditError extends Error {
  override readonly name = 'FieldEditError';
  readonly code: FieldEditCode;
  readonly hint: string;
  /** Our name of the key. */
  readonly key: string;

  constructor(code: FieldEditCode, key: string, words: { readonly message: string; readonly hint: string }) {
    super(words.message);
    this.code = code;
    this.key = key;
    this.hint = words.hint;
  }
}
