/** A link of a text to something of this site, as its file says it. */
export interface TextLink {
  /** A path of the site, which begins with a slash, or the mark of a file; see file-marks.ts. */
  readonly to: string;
  /** `#part`, or ''. */
  readonly fragment: string;
  /** The address as it is written. */
  readonly written: string;
  /** Whether it stands so at the place of the link, which is otherwise that of its text. */
  readonly isInPlace: boolean;
}

/** The same where it stands in a file; both from 1. */
export interface PlacedLink extends TextLink {
  readonly line: number;
  readonly column: number;
}
