import { cleanText } from '../problems/clean-text.ts';
import { quoteText } from '../problems/quote-text.ts';
import { AccountsError } from './accounts-error.ts';

const LONGEST_NAME = 80;
const LONGEST_EMAIL = 254;

/** Controls, formatting that hides or reorders, and what commits cannot carry in a name. */
const UNFIT =
  /[\p{Cc}\p{Cs}\p{Co}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb<>]/u;

/** A name as it is stored: composed, without spaces around it. @throws AccountsError `name-unfit` */
export function checkName(text: string): string {
  const name = UNFIT.test(text) ? '' : cleanText(text);
  if (name !== '' && /[\p{L}\p{N}]/u.test(name) && [...name].length <= LONGEST_NAME) return name;
  throw new AccountsError(
    'name-unfit',
    `${quoteText(text)} is not a name. Give at most ${LONGEST_NAME} letters and digits of any script, with spaces and ` +
      'punctuation but < and >, such as "Harbour desk".',
  );
}

/** By what two names are the same: case, width and spaces tell nobody apart. */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim();

/** An address for commits, checked. @throws AccountsError `email-unfit` */
export function checkEmail(text: string): string {
  const email = text.trim();
  if (email.length <= LONGEST_EMAIL && /^[^\s@<>"\p{Cc}]+@[^\s@<>"\p{Cc}]+$/u.test(email)) return email;
  throw new AccountsError(
    'email-unfit',
    `${quoteText(text)} is not an e-mail address. Give one such as desk@example.org; it stands in commits, and nothing is sent to it.`,
  );
}

/** The address of somebody who gave none: the name, in the letters it is written in, at the desk's host. */
export function emailFor(name: string, host: string): string {
  const mailbox = nameKey(name)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${mailbox}@${host}`;
}
