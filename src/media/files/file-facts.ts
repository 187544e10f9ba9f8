/** What pages need to know of a file that is no picture. */
export interface FileFacts {
  /** The media type without parameters, such as `application/pdf`. */
  readonly type: string;
  readonly bytes: number;
  /** Whether a PDF holds a script, or starts programs, as far as that can be seen; absent where not. */
  readonly hasScript?: true;
}
