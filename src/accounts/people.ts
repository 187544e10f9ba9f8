import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { quoteText } from '../problems/quote-text.ts';
import { didYouMean } from '../problems/suggest-name.ts';
import { atOnce } from '../storage/at-once.ts';
import { AccountsError } from './accounts-error.ts';
import { checkEmail, checkName, nameKey } from './check-name.ts';
import { isRole, type Person, type Role } from './person.ts';

/** Somebody, and how they come in. */
export interface ListedPerson extends Person {
  readonly addedAt: number;
  readonly passkeys: number;
  readonly hasPassword: boolean;
  /** When the link that waits for them ends; null for none. */
  readonly invitedUntil: number | null;
  /** When they were last here; null for never, or longer ago than sessions are kept. */
  readonly seenAt: number | null;
}

/** Who may come in. */
export interface People {
  /** @throws AccountsError for a name or address that is unfit, or a name that somebody has. */
  add(person: { readonly name: string; readonly email: string; readonly role: Role }): Person;
  get(id: string): Person | null;
  byName(name: string): Person | null;
  /** @throws AccountsError `person-unknown` with the name that was perhaps meant. */
  named(name: string): Person;
  /** By name, as the alphabet of the machine has it. */
  list(): readonly ListedPerson[];
  isEmpty(): boolean;
  /** Takes effect with the next request. @throws AccountsError `last-admin`, `person-unknown` */
  setRole(id: string, role: Role): Person;
  /** With all sessions, tokens and keys. @throws AccountsError `last-admin`, `person-unknown` */
  remove(id: string): Person;
}

type Row = Record<string, SQLOutputValue>;

/** The people of an open database; `now` is in milliseconds since 1970. */
export function createPeople(database: DatabaseSync, now: () => number): People {
  const byId = database.prepare('SELECT id, name, email, role FROM person WHERE id = ?');
  const byKey = database.prepare('SELECT id, name, email, role FROM person WHERE name_key = ?');
  const insert = database.prepare(
    'INSERT INTO person (id, name, name_key, email, role, added_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const all = database.prepare(
    `SELECT id, name, email, role, added_at, password IS NOT NULL AS has_password,
      (SELECT count(*) FROM passkey WHERE passkey.person = person.id) AS passkeys,
      (SELECT until FROM invitation WHERE invitation.person = person.id AND until > ?) AS invited_until,
      (SELECT max(used_at) FROM session WHERE session.person = person.id) AS seen_at
    FROM person ORDER BY name_key`,
  );
  const names = database.prepare('SELECT name FROM person');
  const admins = database.prepare("SELECT count(*) AS number FROM person WHERE role = 'admin' AND id <> ?");
  const role = database.prepare('UPDATE person SET role = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM person WHERE id = ?');

  const get = (id: string): Person | null => personOf(byId.get(id));
  const byName = (name: string): Person | null => personOf(byKey.get(nameKey(name)));

  function known(id: string): Person {
    const person = get(id);
    if (person !== null) return person;
    throw new AccountsError(
      'person-unknown',
      'Nobody of that kind may come in any more. Look at the list again.',
    );
  }

  function keepAnAdmin(person: Person): void {
    if (person.role !== 'admin' || Number(admins.get(person.id)?.['number']) > 0) return;
    throw new AccountsError(
      'last-admin',
      `${quoteText(person.name)} is the only admin, without whom nobody could let anybody in. Make somebody else admin first.`,
    );
  }

  return {
    add({ name: written, email: address, role: given }) {
      const [name, email] = [checkName(written), checkEmail(address)];
      return atOnce(database, () => {
        const there = byName(name);
        if (there !== null) {
          throw new AccountsError(
            'person-there',
            `${quoteText(there.name)} is there already, as ${there.role}. Give another name, or make a new link for that one.`,
          );
        }
        const id = randomUUID();
        insert.run(id, name, nameKey(name), email, given, now());
        return { id, name, email, role: given };
      });
    },
    get,
    byName,
    named(name) {
      const person = byName(name);
      if (person !== null) return person;
      const hint = didYouMean(
        name,
        names.all().map((row) => String(row['name'])),
      ).trim();
      throw new AccountsError(
        'person-unknown',
        `${quoteText(name)} is nobody of the desk. ${hint || 'List everybody to see who is.'}`,
      );
    },
    list: () => all.all(now()).map(listedPersonOf),
    isEmpty: () => names.get() === undefined,
    setRole: (id, given) =>
      atOnce(database, () => {
        const person = known(id);
        if (given !== 'admin') keepAnAdmin(person);
        role.run(given, id);
        return { ...person, role: given };
      }),
    remove: (id) =>
      atOnce(database, () => {
        const person = known(id);
        keepAnAdmin(person);
        remove.run(id);
        return person;
      }),
  };
}

/** A row with the columns of a person; a role that this program does not know may see only. */
export function personOf(row: Row | undefined): Person | null {
  if (row === undefined) return null;
  const role = String(row['role']);
  return {
    id: String(row['id']),
    name: String(row['name']),
    email: String(row['email']),
    role: isRole(role) ? role : 'viewer',
  };
}

function listedPersonOf(row: Row): ListedPerson {
  const person = personOf(row);
  if (person === null) throw new TypeError('a row without a person');
  return {
    ...person,
    addedAt: Number(row['added_at']),
    passkeys: Number(row['passkeys']),
    hasPassword: row['has_password'] === 1,
    invitedUntil: row['invited_until'] === null ? null : Number(row['invited_until']),
    seenAt: row['seen_at'] === null ? null : Number(row['seen_at']),
  };
}
