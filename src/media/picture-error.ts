export type PictureErrorCode =
  | 'picture-unreadable'
  | 'picture-empty'
  | 'picture-too-heavy'
  | 'picture-too-many-pixels'
  | 'picture-too-tall'
  | 'picture-svg'
  | 'picture-unknown-format'
  | 'picture-damaged'
  | 'picture-too-slow';

/** A picture that cannot be shown. `message` says what is wrong and why, `hint` the cure; both for editors. */
export class PictureError extends Error {
  readonly code: PictureErrorCode;
  readonly hint: string;

  constructor(code: PictureErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PictureError';
    this.code = code;
    this.hint = hint;
  }
}

/**
 * What a failure of the picture library means for the picture of this name, null for a picture whose name
 * the caller does not know. A PictureError stays what it is.
 */
export function toPictureError(error: unknown, name: string | null): PictureError {
  if (error instanceof PictureError) return error;
  const picture = name === null ? 'The picture' : `The picture ${name}`;
  const text = error instanceof Error ? error.message : String(error);
  if (isTimeout(error))
    return new PictureError(
      'picture-too-slow',
      `${picture} took too long to read, and was given up.`,
      'Save it smaller, 4,000 px wide at most, and put that file in its place.',
      { cause: error },
    );
  return new PictureError(
    'picture-damaged',
    `${picture} is damaged or not whole: ${firstLine(text)}.`,
    'Export it again from the original, or copy it again: the copy may have been cut off.',
    { cause: error },
  );
}

/** Whether the picture library gave up a picture for time. */
export const isTimeout = (error: unknown): boolean =>
  /timeout/i.test(error instanceof Error ? error.message : String(error));

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').replace(/[\s.:]+$/, '');
