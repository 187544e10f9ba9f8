import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { cleanText } from '../problems/clean-text.ts';
import { quoteText } from '../problems/quote-text.ts';
import { AccountsError } from './accounts-error.ts';
import type { Person } from './person.ts';

const MOST_PASSKEYS = 20;
const LONGEST_LABEL = 80;

/** A public key of somebody's device or password manager (https://www.w3.org/TR/webauthn-3/). */
export interface Passkey {
  /** The credential's id, base64url. */
  readonly id: string;
  /** Whose it is. */
  readonly personId: string;
  /** COSE. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** How often it signed, where it counts; 0 where it does not. */
  readonly counter: number;
  readonly transports: readonly string[];
}

export interface ListedPasskey {
  readonly id: string;
  readonly label: string;
  readonly addedAt: number;
  readonly usedAt: number | null;
}

export interface Passkeys {
  /** @throws AccountsError `too-many`; Error from SQLite for an id that is there already. */
  add(passkey: Passkey, owner: Person, label: string): void;
  find(id: string): Passkey | null;
  /** Notes a log-in. Returns false where the counter went on meanwhile: then another log-in used what this one did. */
  used(id: string, before: number, after: number): boolean;
  /** In the order in which they were added. */
  list(personId: string): readonly ListedPasskey[];
  /** Returns whether there was one. */
  remove(id: string, personId: string): boolean;
}

/** The passkeys of an open database; `now` is in milliseconds since 1970. */
export function createPasskeys(database: DatabaseSync, now: () => number): Passkeys {
  const insert = database.prepare(
    'INSERT INTO passkey (id, person, public_key, counter, transports, label, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const count = database.prepare('SELECT count(*) AS number FROM passkey WHERE person = ?');
  const find = database.prepare(
    'SELECT id, person, public_key, counter, transports FROM passkey WHERE id = ?',
  );
  const used = database.prepare('UPDATE passkey SET counter = ?, used_at = ? WHERE id = ? AND counter = ?');
  const list = database.prepare(
    'SELECT id, label, added_at, used_at FROM passkey WHERE person = ? ORDER BY added_at, rowid',
  );
  const remove = database.prepare('DELETE FROM passkey WHERE id = ? AND person = ?');
  return {
    add({ id, personId, publicKey, counter, transports }, owner, label) {
      if (Number(count.get(personId)?.['number']) >= MOST_PASSKEYS) {
        throw new AccountsError(
          'too-many',
          `${quoteText(owner.name)} has ${MOST_PASSKEYS} passkeys, and may have no more. Remove one that is no longer used.`,
        );
      }
      const shown = [...cleanText(label)].slice(0, LONGEST_LABEL).join('');
      insert.run(id, personId, publicKey, counter, transports.join(' '), shown, now());
    },
    find: (id) => passkeyOf(find.get(id)),
    used: (id, before, after) => used.run(after, now(), id, before).changes === 1,
    list: (personId) => list.all(personId).map(listedPasskeyOf),
    remove: (id, personId) => remove.run(id, personId).changes === 1,
  };
}

function passkeyOf(row: Record<string, SQLOutputValue> | undefined): Passkey | null {
  if (row === undefined) return null;
  return {
    id: String(row['id']),
    personId: String(row['person']),
    publicKey: new Uint8Array(row['public_key'] as Uint8Array),
    counter: Number(row['counter']),
    transports: String(row['transports'])
      .split(' ')
      .filter((transport) => transport !== ''),
  };
}

function listedPasskeyOf(row: Record<string, SQLOutputValue>): ListedPasskey {
  return {
    id: String(row['id']),
    label: String(row['label']),
    addedAt: Number(row['added_at']),
    usedAt: row['used_at'] === null ? null : Number(row['used_at']),
  };
}
