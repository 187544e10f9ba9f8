/** An answer other than success, whose text those who work at the desk read. */
export class DeskError extends Error {
  override readonly name = 'DeskError';
  /** 400–599. */
  readonly status: number;
  /** Kebab-case, for programs, logs and tests. */
  readonly code: string;
  /** The cure; null where there is none to give. */
  readonly hint: string | null;
  /** Sent with the answer, such as `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;

  /** `message` says what is wrong and why, and is shown. */
  constructor(
    status: number,
    code: string,
    message: string,
    { hint = null, headers = {} }: { hint?: string | null; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.headers = headers;
  }
}
