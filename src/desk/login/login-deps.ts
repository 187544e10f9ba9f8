import type { Accounts } from '../../accounts/open-accounts.ts';
import type { DeskDates } from '../desk-dates.ts';
import type { ShowDesk } from '../desk-frame.ts';

/** What the desk's doors are made of. */
export interface LoginDeps {
  readonly accounts: Accounts;
  /** The desk's public origin: passkeys belong to its host, and forms come from nowhere else. */
  readonly origin: string;
  /** The header, in lower case, in which a trusted proxy names who is signed in; null for none. */
  readonly ssoHeader: string | null;
  readonly show: ShowDesk;
  /** How times are written. */
  readonly dates: () => DeskDates;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
