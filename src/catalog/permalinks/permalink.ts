/** A published URL: `owner` is `article:ID` or `page:FILE`, `file` its path below the content folder. */
export interface Permalink {
  readonly path: string;
  readonly owner: string;
  readonly file: string;
}

export interface PermalinkRow extends Permalink {
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** What the request path needs. */
export interface PermalinkReader {
  /** Who owns a path, or null where it was never published. */
  ownerOf(path: string): string | null;
  /** Who was last published from a file, or null for nobody. */
  ownerOfFile(file: string): string | null;
  close(): void;
}

/**
 * The ledger of one site. Rows are only ever added; for each path, file and owner the latest row holds.
 * Every method throws a PermalinkError when the file fails it; then nothing of the call was written.
 */
export interface PermalinkLedger extends PermalinkReader {
  latestOfPath(path: string): Permalink | null;
  /** Which owner a file is, as far as the ledger knows. */
  latestOfFile(file: string): Permalink | null;
  /** In which file an owner was last. */
  latestOfOwner(owner: string): Permalink | null;
  /** When a path was first given to an owner, in milliseconds since 1970; null for never. */
  firstTime(path: string, owner: string): number | null;
  /** The paths that an owner has now, in the order in which it got them. */
  pathsOf(owner: string): readonly string[];
  isEmpty(): boolean;
  /**
   * Appends, in one transaction, the links that say something new: their path has another owner or file,
   * their file another owner, or their owner another file. A time before that of the rows they follow is
   * raised to it. Returns how many were appended; they are on the disk then.
   */
  append(links: Iterable<Permalink>, atMs: number): number;
  /**
   * Appends rows of the past, each at its own time, in one transaction: what was known later stays the
   * latest. Left out is a row that is repeated at its time or later, or that was known at its time.
   * Returns how many were appended; calling it again with the same rows appends none.
   */
  restore(rows: Iterable<PermalinkRow>): number;
  /** Gives every path that `from` owns to `to`. Returns how many there were. */
  transfer(from: string, to: Pick<Permalink, 'owner' | 'file'>, atMs: number): number;
  /** Writes a whole copy of the ledger, as this connection holds it, to a file that is not there. */
  copyTo(copy: string): void;
  /** All rows in the order in which they were written; rows appended meanwhile may come too. */
  rows(): Iterable<PermalinkRow>;
  /** The number of the row that was written last; 0 for none. */
  lastRow(): number;
  /** Another number whenever somebody else has written to the file, such as an import. */
  writesOfOthers(): number;
}
