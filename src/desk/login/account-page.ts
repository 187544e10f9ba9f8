import { may, type Person } from '../../accounts/person.ts';
import type { Accounts } from '../../accounts/open-accounts.ts';
import { MOST_TOKEN_DAYS, TOKEN_DAYS, TOKEN_RIGHTS } from '../../accounts/tokens.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { DeskDates } from '../desk-dates.ts';
import { nameBrowser } from './name-browser.ts';

/** What is said above the account after something was done, or could not be. */
export interface AccountNotice {
  readonly text: string;
  readonly isFault: boolean;
}

export interface AccountSubject {
  readonly person: Person;
  /** The session that asks. */
  readonly sessionId: string;
  readonly notice: AccountNotice | null;
  /** A token that was just made, and is shown this once. */
  readonly token: string | null;
}

/** Builds the page on which somebody sees and changes how they come in. */
export function buildAccountPage(
  { keys, sessions, tokens, people }: Accounts,
  dates: DeskDates,
  { person, sessionId, notice, token }: AccountSubject,
) {
  const hasPassword = people.list().some(({ id, hasPassword: has }) => id === person.id && has);
  const lastUse = (ms: number | null): string => (ms === null ? 'never' : dates.moment(ms));
  return {
    who: sayDesk('account-who', {
      name: person.name,
      role: sayDesk(`desk-role-${person.role}`),
      email: person.email,
    }),
    notice,
    token,
    passkeys: keys.passkeys.list(person.id).map(({ id, label, addedAt, usedAt }) => ({
      id,
      label: label === '' ? id.slice(0, 8) : label,
      note: sayDesk('account-passkey-note', { added: dates.moment(addedAt), used: lastUse(usedAt) }),
    })),
    hasPassword,
    sessions: sessions.list(person.id).map((one) => ({
      id: one.id,
      name: nameBrowser(one.browser),
      isHere: one.id === sessionId,
      note: sayDesk('account-session-note', {
        way: sayDesk(`account-way-${one.way}`),
        since: dates.moment(one.startedAt),
        used: dates.moment(one.usedAt),
      }),
      from: one.address === null ? null : sayDesk('account-session-from', { address: one.address }),
    })),
    tokens: tokens.list(person.id).map((one) => ({
      id: one.id,
      label: one.label === '' ? sayDesk('account-token-nameless') : one.label,
      note: sayDesk('account-token-note', {
        may: sayDesk(`account-token-${one.may}`),
        until: dates.moment(one.until),
        used: lastUse(one.usedAt),
      }),
    })),
    rights: TOKEN_RIGHTS.filter((right) => may(person.role, right)).map((right) => ({
      value: right,
      text: sayDesk(`account-token-${right}`),
    })),
    days: { usual: TOKEN_DAYS, most: MOST_TOKEN_DAYS },
  };
}
