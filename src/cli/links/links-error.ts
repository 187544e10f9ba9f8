/** A list of addresses cannot be used; the message says why, and the cure. */
export class LinksError extends Error {
  override readonly name = 'LinksError';
  readonly code = 'links-unreadable';
}
