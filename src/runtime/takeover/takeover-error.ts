/** Thrown where no other server can take this one's place; the message says why, and the cure. */
export class TakeoverError extends Error {
  override readonly name = 'TakeoverError';
  readonly code = 'takeover-impossible';
}
