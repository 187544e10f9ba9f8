/** One version of a file. */
export interface Revision {
  /** For `textOf`; of no other meaning. */
  readonly id: string;
  /** When it was written, in milliseconds since 1970. */
  readonly at: number;
  /** Who wrote it, as `Name <address>`; null where nobody said so: by SFTP, by a program. */
  readonly by: string | null;
  /** What was done, in a line; null where nobody said so. */
  readonly why: string | null;
  /** SHA-256 of its bytes in hex; null where the file was deleted. */
  readonly digest: string | null;
  readonly isMinor: boolean;
  /** It was refused for what somebody else had written meanwhile: the writer's text, kept and never in the file. */
  readonly isRefused: boolean;
}
