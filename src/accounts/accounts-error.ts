export type AccountsProblem =
  | 'accounts-unreadable'
  | 'accounts-damaged'
  | 'accounts-too-new'
  | 'name-unfit'
  | 'email-unfit'
  | 'person-there'
  | 'person-unknown'
  | 'last-admin'
  | 'password-weak'
  | 'token-beyond-role'
  | 'too-many';

/** Thrown where something of the desk's accounts cannot be done; the message says why, and what to do. */
export class AccountsError extends Error {
  override readonly name = 'AccountsError';
  readonly code: AccountsProblem;

  constructor(code: AccountsProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
