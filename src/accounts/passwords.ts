import type { DatabaseSync } from 'node:sqlite';
import { nameKey } from './check-name.ts';
import { checkPassword, LONGEST_PASSWORD } from './check-password.ts';
import { hashOfNothing, hashPassword, isPassword } from './password-hash.ts';
import { personOf } from './people.ts';
import type { Person } from './person.ts';

/** How many are hashed at once, each in 19 MiB, and how many may wait. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 50;

/** What is stored of a password. */
export interface PreparedPassword {
  readonly stored: string;
}

/** Thrown where too many wait for a password to be checked. */
export class PasswordsBusyError extends Error {
  override readonly name = 'PasswordsBusyError';
  readonly code = 'passwords-busy';
}

export interface Passwords {
  /**
   * Makes of a password what is stored of it: it takes a while, in which a link may be used up.
   * @throws AccountsError `password-weak`, with what to do; PasswordsBusyError
   */
  prepare(person: Person, password: string): Promise<PreparedPassword>;
  put(personId: string, prepared: PreparedPassword): void;
  /** Takes it away: the person has passkeys, or a new link. */
  remove(personId: string): void;
  /**
   * Who somebody is by name and password; null where they are not. It takes the same time whether the name is somebody's, and
   * whether that one has a password. @throws PasswordsBusyError
   */
  verify(name: string, password: string): Promise<Person | null>;
}

/** The passwords of an open database. */
export function createPasswords(database: DatabaseSync): Passwords {
  const put = database.prepare('UPDATE person SET password = ? WHERE id = ?');
  const find = database.prepare('SELECT id, name, email, role, password FROM person WHERE name_key = ?');
  const queue = createQueue();
  return {
    async prepare(person, password) {
      checkPassword(password, person);
      return { stored: await queue(() => hashPassword(password)) };
    },
    put: (personId, { stored }) => void put.run(stored, personId),
    remove: (personId) => void put.run(null, personId),
    async verify(name, password) {
      const row = find.get(nameKey(name));
      const stored = row?.['password'];
      const typed = [...password.slice(0, LONGEST_PASSWORD * 2)].slice(0, LONGEST_PASSWORD + 1).join('');
      const isRight = await queue(() =>
        isPassword(typed, typeof stored === 'string' ? stored : hashOfNothing()),
      );
      return isRight && typeof stored === 'string' ? personOf(row) : null;
    },
  };
}

/** Runs work in turn, few at once. Throws PasswordsBusyError where too much waits. */
function createQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= MOST_AT_ONCE) {
      if (waiting.length >= MOST_WAITING)
        throw new PasswordsBusyError('too many passwords wait to be checked');
      await new Promise<void>((go) => waiting.push(go));
    } else running += 1;
    try {
      return await work();
    } finally {
      // The place goes on to who waits, so that nobody comes in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
