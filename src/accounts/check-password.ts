import { AccountsError } from './accounts-error.ts';
import { nameKey } from './check-name.ts';
import type { Person } from './person.ts';

export const SHORTEST_PASSWORD = 12;
/** Bytes are hashed, so that somebody could send many; nobody types so many. */
export const LONGEST_PASSWORD = 256;

/** Those of twelve letters and more that lists of stolen passwords begin with, in lower case and without spaces. */
const COMMON: ReadonlySet<string> = new Set([
  '123456789012',
  '1234567890123',
  '123456781234',
  '123123123123',
  '12345678910',
  '123456123456',
  '0123456789012',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  'abcdefghijkl',
  'abcdefghijklmnop',
  'abc123abc123',
  'administrator',
  'administrator1',
  'changemechangeme',
  'correcthorsebatterystaple',
  'iloveyou1234',
  'iloveyouforever',
  'letmeinletmein',
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'passw0rd1234',
  'p@ssw0rd1234',
  'qwerty123456',
  'qwerty1234567',
  'qwertyqwerty',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiop[]',
  'qwertyuiopasdf',
  'qwertzuiop12',
  'azertyuiop12',
  'thisismypassword',
  'trustno1trustno1',
  'welcome12345',
  'welcomewelcome',
]);

/**
 * Refuses a password that is guessed first: short ones, the person's own name, a few letters again and again, and the commonest. No
 * rules of which letters it is made of (NIST SP 800-63B §5.1.1.2). @throws AccountsError `password-weak`
 */
export function checkPassword(password: string, person: Pick<Person, 'name' | 'email'>): void {
  const fault = faultOf(password, person);
  if (fault !== null) throw new AccountsError('password-weak', fault);
}

function faultOf(password: string, { name, email }: Pick<Person, 'name' | 'email'>): string | null {
  const letters = [...password.normalize('NFKC')];
  if (letters.length < SHORTEST_PASSWORD) {
    return `This password has ${letters.length} characters, and is guessed by trying. Take at least ${SHORTEST_PASSWORD}: some words that are nothing together are easy to keep.`;
  }
  if (letters.length > LONGEST_PASSWORD) {
    return `This password has ${letters.length} characters. Take at most ${LONGEST_PASSWORD}.`;
  }
  const plain = plainOf(password);
  const [mailbox = ''] = email.split('@');
  if ([name, email, mailbox].some((own) => isMadeOf(plain, plainOf(own)))) {
    return 'This password is your own name, which is tried first. Take some words that are nothing together.';
  }
  if (new Set(letters).size < 4 || COMMON.has(plain)) {
    return 'This password is one of the commonest, which are tried first. Take some words that are nothing together.';
  }
  return null;
}

const plainOf = (text: string): string => nameKey(text).replace(/\s/g, '');

/** Whether a text is a word, once or again and again, with digits and signs around it at most. */
function isMadeOf(text: string, word: string): boolean {
  if (word.length < 3) return text === word;
  return text.includes(word) && !/\p{L}/u.test(text.replaceAll(word, ''));
}
