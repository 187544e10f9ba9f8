/** Why a write is refused, and the cure. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Thrown where a write cannot be made, with what its writer is told. */
export class WriteRefusedError extends Error implements Refusal {
  override readonly name = 'WriteRefusedError';
  readonly code: string;
  readonly hint: string;
  readonly file: string;

  constructor({ code, message, hint }: Refusal, file: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
    this.file = file;
  }
}
