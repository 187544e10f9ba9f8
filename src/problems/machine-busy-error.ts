/**
 * Work that could not be judged: this machine gave it too little processor time to end in, and too little
 * to be called slow. Nothing is known of what it was about; do it again later.
 */
export class MachineBusyError extends Error {
  override readonly name = 'MachineBusyError';
  readonly code = 'machine-busy';

  /** `what` could not be done, in words that end the sentence “The machine is too busy to …”. */
  constructor(what: string, options?: ErrorOptions) {
    super(`The machine is too busy to ${what}. Try again when other programs leave it more time.`, options);
  }
}
