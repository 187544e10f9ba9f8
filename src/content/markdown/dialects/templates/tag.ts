/** What a tag was given: in order, and by name (in small letters). Values are plain text without their quotes. */
export interface TagArguments {
  readonly positional: readonly string[];
  readonly named: ReadonlyMap<string, string>;
  /** All of it as it was written. */
  readonly written: string;
}

/** A tag of some system’s templates in a text; offsets in UTF-16 code units. */
export interface Tag {
  readonly start: number;
  readonly end: number;
  /** What it is called, in small letters and without all but letters and digits: `alert-info` is `alertinfo`. */
  readonly name: string;
  /** `single` says by its own form that nothing belongs to it but itself. */
  readonly role: 'open' | 'close' | 'single';
  readonly given: TagArguments;
}

/** A tag with the one that ends it, where there is one. */
export interface PairedTag extends Tag {
  readonly closing: Tag | null;
}

/** The one form in which names of tags and their arguments are compared. */
export const tagName = (written: string): string => written.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The first of these arguments that was given and is not empty; null for none. */
export function givenOne({ named }: TagArguments, names: readonly string[]): string | null {
  for (const name of names) {
    const value = named.get(name)?.trim();
    if (value !== undefined && value !== '') return value;
  }
  return null;
}
