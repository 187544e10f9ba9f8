export type FileErrorCode =
  | 'file-unreadable'
  | 'file-empty'
  | 'file-other-content'
  | 'file-web-page'
  | 'file-macros';

/** A file that is not served. `message` says what is wrong and why, `hint` the cure; both for editors. */
export class FileError extends Error {
  readonly code: FileErrorCode;
  readonly hint: string;

  constructor(code: FileErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FileError';
    this.code = code;
    this.hint = hint;
  }
}
