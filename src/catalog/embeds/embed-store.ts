import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { z } from 'zod';
import type { EmbedFacts } from '../../domain/embeds/embed-facts.ts';
import { inTransaction } from '../sqlite/transaction.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS embed (
  subject   TEXT PRIMARY KEY,
  -- What was told last, EmbedFacts as JSON; NULL for nothing.
  facts     TEXT,
  -- When it was asked for last, and when it is asked for next; milliseconds since 1970.
  asked_ms  REAL NOT NULL,
  next_ms   REAL NOT NULL,
  -- How often in a row nothing was told.
  failures  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS embed_asked ON embed (asked_ms);
`;
const VERSION = 1;

/** What is kept of a subject. */
export interface KeptEmbed {
  readonly subject: string;
  readonly facts: EmbedFacts | null;
  readonly askedMs: number;
  readonly nextMs: number;
  readonly failures: number;
}

export type EmbedRow = Record<string, SQLOutputValue>;

/** What providers told, for good. Each may throw an Error of SQLite. */
export interface EmbedStore {
  of(subject: string): KeptEmbed | null;
  put(embed: KeptEmbed): void;
  /** Every subject of which something is known, with that. */
  known(): ReadonlyMap<string, EmbedFacts>;
  /** Forgets those that were asked for longest ago beyond `limit`. */
  forget(limit: number): void;
  takeAll(): readonly EmbedRow[];
  /** Puts rows of `takeAll` in the place of what is there of the same subjects. */
  putAll(rows: readonly EmbedRow[]): void;
}

const text = z.string().max(2000).nullable();
const FACTS = z.object({ title: text, author: text, text, pictureUrl: text, seconds: z.number().nullable() });

/** Prepares an open database, making the table where there is none; one of another version begins anew. @throws Error from SQLite */
export function createEmbedStore(database: DatabaseSync): EmbedStore {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  if (Number(database.prepare('PRAGMA user_version').get()?.['user_version']) !== VERSION) {
    database.exec(`DROP TABLE IF EXISTS embed; PRAGMA user_version = ${VERSION}`);
  }
  database.exec(SCHEMA);
  const one = database.prepare('SELECT * FROM embed WHERE subject = ?');
  const all = database.prepare('SELECT * FROM embed');
  const put = database.prepare(
    `INSERT OR REPLACE INTO embed (subject, facts, asked_ms, next_ms, failures)
     VALUES (:subject, :facts, :asked_ms, :next_ms, :failures)`,
  );
  const count = database.prepare('SELECT count(*) AS count FROM embed');
  const drop = database.prepare(
    'DELETE FROM embed WHERE subject IN (SELECT subject FROM embed ORDER BY asked_ms LIMIT ?)',
  );
  return {
    of(subject) {
      const row = one.get(subject);
      if (row === undefined) return null;
      return {
        subject,
        facts: readFacts(row['facts']),
        askedMs: Number(row['asked_ms']),
        nextMs: Number(row['next_ms']),
        failures: Number(row['failures']),
      };
    },
    put({ subject, facts, askedMs, nextMs, failures }) {
      const written = facts === null ? null : JSON.stringify(facts);
      put.run({ subject, facts: written, asked_ms: askedMs, next_ms: nextMs, failures });
    },
    known: () =>
      new Map(
        all.all().flatMap((row): [string, EmbedFacts][] => {
          const facts = readFacts(row['facts']);
          return facts === null ? [] : [[String(row['subject']), facts]];
        }),
      ),
    forget(limit) {
      const excess = Number(count.get()?.['count']) - limit;
      if (excess > 0) drop.run(excess);
    },
    takeAll: () => all.all(),
    putAll: (rows) =>
      inTransaction(database, () => {
        for (const row of rows) put.run(row);
      }),
  };
}

function readFacts(written: SQLOutputValue | undefined): EmbedFacts | null {
  if (typeof written !== 'string') return null;
  try {
    return FACTS.parse(JSON.parse(written));
  } catch {
    return null;
  }
}
