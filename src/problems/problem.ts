export type Severity = 'error' | 'warning';

/**
 * What is wrong with one of the editors' files, in words for editors. An error keeps the file (or the
 * part it names) off the site; a warning says what was repaired or ignored.
 */
export interface Problem {
  /** Path of the file below the content folder, with forward slashes. */
  readonly file: string;
  /** 1-based; columns count UTF-16 code units, as editors do. */
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  /** Stable, for machines: `date-invalid`, `key-unknown`, … */
  readonly code: string;
  /** What is wrong, with the offending text quoted. */
  readonly message: string;
  /** The cure, as an instruction; never empty. */
  readonly hint: string;
  /** What it is about where many files have the same: a key, a section. Reports count such problems together. */
  readonly about?: string;
  /** A repair that changes nothing else and that no editor needs to weigh; absent where there is none. */
  readonly fix?: Fix;
}

/** At the place of a problem stands `old` in the file as it is, with LF line ends; `repaired` is to stand there. */
export interface Fix {
  readonly old: string;
  readonly repaired: string;
}
