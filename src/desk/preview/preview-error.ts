export type PreviewErrorCode =
  /** There is no catalog, or it is being built. */
  | 'preview-not-ready'
  /** The disk has no room for the copy. */
  | 'preview-no-room'
  /** It took too long, and was given up. */
  | 'preview-too-slow'
  /** More are asked for than can be answered. */
  | 'preview-busy'
  /** The program is at fault. */
  | 'preview-failed';

/** Thrown where there is no preview; the message says why and what to do, in words for editors. */
export class PreviewError extends Error {
  override readonly name = 'PreviewError';
  readonly code: PreviewErrorCode;

  constructor(code: PreviewErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
