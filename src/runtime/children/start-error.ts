/** Thrown when the site cannot start for a reason that the engineer can mend; the message has the cure. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code = 'start-impossible';
}
