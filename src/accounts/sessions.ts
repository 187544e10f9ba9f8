import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { personOf } from './people.ts';
import type { Person } from './person.ts';
import { derivedSecret, digestOfSecret, newSecret } from './secret.ts';

/** How somebody came in: `proxy` is a single sign-on in front of the desk, `link` an invitation. */
export type WayIn = 'passkey' | 'password' | 'proxy' | 'link';

/** A session that nobody uses ends after a day, and every one after two weeks. */
export const IDLE_MS = 24 * 3_600_000;
export const LONGEST_MS = 14 * 24 * 3_600_000;

/** How exactly its last use is known, in ms: not every request writes. */
const TOUCH_MS = 60_000;
const MOST_SESSIONS = 20;
const LONGEST_BROWSER = 200;

/** Somebody who is logged in, in one browser. */
export interface Session {
  /** Names the session without opening it. */
  readonly id: string;
  readonly person: Person;
  /** What forms carry, so that no other site can send them. */
  readonly csrf: string;
  readonly way: WayIn;
}

export interface ListedSession {
  readonly id: string;
  readonly person: string;
  readonly way: WayIn;
  readonly startedAt: number;
  readonly usedAt: number;
  readonly address: string | null;
  /** What the browser calls itself. */
  readonly browser: string | null;
}

export interface NewSession {
  readonly personId: string;
  readonly way: WayIn;
  readonly address: string | null;
  readonly browser: string | null;
}

export interface Sessions {
  /** Begins one, always with a secret of its own, which a cookie carries; the oldest beyond twenty of a person end. */
  begin(session: NewSession): { readonly secret: string; readonly id: string };
  /** Whose a secret is; null for one that ended or never was. */
  find(secret: string): Session | null;
  /** Those of one person, or of all, the last used first. */
  list(personId?: string): readonly ListedSession[];
  /** Ends one of a person by its id. Returns whether there was one. */
  end(id: string, personId: string): boolean;
  endSecret(secret: string): void;
  /** Ends all of a person, but for one if that is named. Returns how many. */
  endAll(personId: string, exceptId?: string): number;
}

/** The sessions of an open database; `now` is in milliseconds since 1970. */
export function createSessions(database: DatabaseSync, now: () => number): Sessions {
  const insert = database.prepare(
    `INSERT INTO session (digest, id, person, way, started_at, used_at, address, browser)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const forgetEnded = database.prepare('DELETE FROM session WHERE started_at <= ? OR used_at <= ?');
  const forgetOldest = database.prepare(
    `DELETE FROM session WHERE person = ? AND id NOT IN
      (SELECT id FROM session WHERE person = ? ORDER BY started_at DESC, rowid DESC LIMIT ?)`,
  );
  const find = database.prepare(
    `SELECT person.id, name, email, role, session.id AS session, way, used_at FROM session
    JOIN person ON person.id = session.person WHERE digest = ? AND started_at > ? AND used_at > ?`,
  );
  const touch = database.prepare('UPDATE session SET used_at = ? WHERE digest = ? AND used_at < ?');
  const list = database.prepare(
    `SELECT session.id, name, way, started_at, used_at, address, browser FROM session
    JOIN person ON person.id = session.person
    WHERE (? IS NULL OR person.id = ?) AND started_at > ? AND used_at > ? ORDER BY used_at DESC, started_at DESC`,
  );
  const end = database.prepare('DELETE FROM session WHERE id = ? AND person = ?');
  const endSecret = database.prepare('DELETE FROM session WHERE digest = ?');
  const endAll = database.prepare('DELETE FROM session WHERE person = ? AND id IS NOT ?');
  const limits = (): [number, number] => [now() - LONGEST_MS, now() - IDLE_MS];
  return {
    begin({ personId, way, address, browser }) {
      const [secret, id] = [newSecret(), randomUUID()];
      const shown = browser?.toWellFormed().slice(0, LONGEST_BROWSER) ?? null;
      insert.run(digestOfSecret(secret), id, personId, way, now(), now(), address, shown);
      forgetEnded.run(...limits());
      forgetOldest.run(personId, personId, MOST_SESSIONS);
      return { secret, id };
    },
    find(secret) {
      const digest = digestOfSecret(secret);
      const row = find.get(digest, ...limits());
      const person = personOf(row);
      if (row === undefined || person === null) return null;
      if (now() - Number(row['used_at']) > TOUCH_MS) touch.run(now(), digest, now());
      const csrf = derivedSecret(secret, 'csrf');
      return { id: String(row['session']), person, csrf, way: String(row['way']) as WayIn };
    },
    list: (personId) => list.all(personId ?? null, personId ?? null, ...limits()).map(listedSessionOf),
    end: (id, personId) => end.run(id, personId).changes === 1,
    endSecret: (secret) => void endSecret.run(digestOfSecret(secret)),
    endAll: (personId, exceptId) => Number(endAll.run(personId, exceptId ?? null).changes),
  };
}

function listedSessionOf(row: Record<string, SQLOutputValue>): ListedSession {
  return {
    id: String(row['id']),
    person: String(row['name']),
    way: String(row['way']) as WayIn,
    startedAt: Number(row['started_at']),
    usedAt: Number(row['used_at']),
    address: textOf(row['address']),
    browser: textOf(row['browser']),
  };
}

const textOf = (value: SQLOutputValue | undefined): string | null =>
  typeof value === 'string' ? value : null;
