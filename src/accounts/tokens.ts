import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { cleanText } from '../problems/clean-text.ts';
import { quoteText } from '../problems/quote-text.ts';
import { AccountsError } from './accounts-error.ts';
import { personOf } from './people.ts';
import { type Act, may, type Person } from './person.ts';
import { digestOfSecret, newSecret } from './secret.ts';

/** What a program may do with a token, the least first. */
export const TOKEN_RIGHTS = ['read', 'draft', 'publish'] as const satisfies readonly Act[];

export type TokenRight = (typeof TOKEN_RIGHTS)[number];

/** By this begins each, so that scanners of repositories find one that was committed. */
const PREFIX = 'dateline_';
const DAY_MS = 24 * 3_600_000;
/** How long a token is good where nobody says, and at most, in days. */
export const TOKEN_DAYS = 90;
export const MOST_TOKEN_DAYS = 366;
const MOST_TOKENS = 50;
const LONGEST_LABEL = 80;
const TOUCH_MS = 60_000;

export interface ListedToken {
  readonly id: string;
  readonly label: string;
  readonly may: TokenRight;
  readonly madeAt: number;
  readonly until: number;
  readonly usedAt: number | null;
}

export interface NewToken {
  readonly person: Person;
  readonly may: TokenRight;
  /** 1 to MOST_TOKEN_DAYS. */
  readonly days: number;
  /** What it is for, as its owner calls it. */
  readonly label: string;
}

/** What programs come in with, in the name of a person. */
export interface Tokens {
  /** Returns the token, which is shown this once. @throws AccountsError `token-beyond-role`, `too-many` */
  make(token: NewToken): { readonly secret: string; readonly id: string; readonly until: number };
  /**
   * Whose a token is, and what it may do: never more than its owner, whose role may have changed since. Null for one that ended or
   * never was.
   */
  verify(text: string): { readonly person: Person; readonly may: TokenRight } | null;
  /** The newest first. */
  list(personId: string): readonly ListedToken[];
  /** Returns whether there was one. */
  end(id: string, personId: string): boolean;
}

/** The tokens of an open database; `now` is in milliseconds since 1970. */
export function createTokens(database: DatabaseSync, now: () => number): Tokens {
  const insert = database.prepare(
    'INSERT INTO token (digest, id, person, label, may, made_at, until) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const forgetEnded = database.prepare('DELETE FROM token WHERE until <= ?');
  const count = database.prepare('SELECT count(*) AS number FROM token WHERE person = ?');
  const find = database.prepare(
    `SELECT person.id, name, email, role, may, used_at FROM token JOIN person ON person.id = token.person
    WHERE digest = ? AND until > ?`,
  );
  const touch = database.prepare('UPDATE token SET used_at = ? WHERE digest = ?');
  const list = database.prepare(
    `SELECT id, label, may, made_at, until, used_at FROM token WHERE person = ? AND until > ?
    ORDER BY made_at DESC, rowid DESC`,
  );
  const end = database.prepare('DELETE FROM token WHERE id = ? AND person = ?');
  return {
    make({ person, may: right, days, label }) {
      if (!may(person.role, right)) throw beyondRole(person, right);
      forgetEnded.run(now());
      if (Number(count.get(person.id)?.['number']) >= MOST_TOKENS) throw tooMany(person);
      const [secret, id] = [`${PREFIX}${newSecret()}`, randomUUID()];
      const until = now() + days * DAY_MS;
      const shown = [...cleanText(label)].slice(0, LONGEST_LABEL).join('');
      insert.run(digestOfSecret(secret), id, person.id, shown, right, now(), until);
      return { secret, id, until };
    },
    verify(text) {
      if (!text.startsWith(PREFIX)) return null;
      const digest = digestOfSecret(text);
      const row = find.get(digest, now());
      const person = personOf(row);
      if (row === undefined || person === null) return null;
      if (now() - Number(row['used_at'] ?? 0) > TOUCH_MS) touch.run(now(), digest);
      return { person, may: lowered(rightOf(row['may']), person) };
    },
    list: (personId) => list.all(personId, now()).map(listedTokenOf),
    end: (id, personId) => end.run(id, personId).changes === 1,
  };
}

/** The most of a right that somebody's role still has. */
function lowered(right: TokenRight, { role }: Person): TokenRight {
  const held = TOKEN_RIGHTS.slice(0, TOKEN_RIGHTS.indexOf(right) + 1);
  return held.findLast((one) => may(role, one)) ?? 'read';
}

/** A right that this program does not know is the least. */
const rightOf = (value: SQLOutputValue | undefined): TokenRight =>
  TOKEN_RIGHTS.find((right) => right === value) ?? 'read';

function listedTokenOf(row: Record<string, SQLOutputValue>): ListedToken {
  return {
    id: String(row['id']),
    label: String(row['label']),
    may: rightOf(row['may']),
    madeAt: Number(row['made_at']),
    until: Number(row['until']),
    usedAt: row['used_at'] === null ? null : Number(row['used_at']),
  };
}

function beyondRole({ name, role }: Person, right: TokenRight): AccountsError {
  const most = TOKEN_RIGHTS.findLast((one) => may(role, one)) ?? 'read';
  return new AccountsError(
    'token-beyond-role',
    `${quoteText(name)} is ${role}, and a token may do no more than its owner. Ask for ${most} rather than ${right}.`,
  );
}

function tooMany({ name }: Person): AccountsError {
  return new AccountsError(
    'too-many',
    `${quoteText(name)} has ${MOST_TOKENS} tokens, and may have no more. End one that is no longer used.`,
  );
}
