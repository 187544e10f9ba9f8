export interface HttpErrorOptions extends ErrorOptions {
  /** Sent with the error page, such as `Allow` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** An answer other than success, thrown by middleware and handlers; the reader sees only its status. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  /** 400–599. */
  readonly status: number;
  /** Kebab-case, for logs and tests. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  /** `message` is for the log only. Throws a RangeError when `status` is no error's. */
  constructor(status: number, code: string, message: string, options: HttpErrorOptions = {}) {
    super(message, options);
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new RangeError(`${status} is not the status of an error`);
    }
    this.status = status;
    this.code = code;
    this.headers = options.headers ?? {};
  }
}
