import type { DatabaseSync } from 'node:sqlite';
import { personOf } from './people.ts';
import type { Person } from './person.ts';
import { digestOfSecret, newSecret } from './secret.ts';

/** How long a link waits for somebody, in ms: over a weekend and a day off. */
export const INVITATION_MS = 72 * 3_600_000;

/** One-time links, by which somebody sets up a first or another key. */
export interface Invitations {
  /** Returns the secret of a new link; the one before it, if any, ends. */
  make(personId: string): { readonly secret: string; readonly until: number };
  /** Whose link it is, without using it: mail programs look at links too. Null for one that ended, was used or never was. */
  personFor(secret: string): Person | null;
  /** Uses a link up. Returns whose it was; null where it is no good, also when two use it at once. */
  use(secret: string): Person | null;
}

/** The one-time links of an open database; `now` is in milliseconds since 1970. */
export function createInvitations(database: DatabaseSync, now: () => number): Invitations {
  const put = database.prepare('INSERT OR REPLACE INTO invitation (person, digest, until) VALUES (?, ?, ?)');
  const find = database.prepare(
    `SELECT person.id, name, email, role FROM invitation JOIN person ON person.id = invitation.person
    WHERE digest = ? AND until > ?`,
  );
  const remove = database.prepare('DELETE FROM invitation WHERE digest = ? AND until > ?');
  const personFor = (secret: string): Person | null => personOf(find.get(digestOfSecret(secret), now()));
  return {
    make(personId) {
      const secret = newSecret();
      const until = now() + INVITATION_MS;
      put.run(personId, digestOfSecret(secret), until);
      return { secret, until };
    },
    personFor,
    use(secret) {
      const person = personFor(secret);
      return remove.run(digestOfSecret(secret), now()).changes === 1 ? person : null;
    },
  };
}
