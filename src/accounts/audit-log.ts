import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

/** One thing that somebody did, or tried. */
export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Their name as it was then; null for the command line, and for whoever did not come in. */
  readonly person: string | null;
  /** Kebab-case, such as `log-in` or `save`. */
  readonly act: string;
  /** Relative to the content folder. */
  readonly file?: string;
  readonly detail?: string;
  /** Where from; null for this machine's command line. */
  readonly address: string | null;
}

/** What was done at the desk. */
export interface AuditLog {
  note(entry: AuditEntry): void;
  /** The newest first, at most so many, from before an id if one is given. */
  latest(most: number, beforeId?: number): readonly (AuditEntry & { readonly id: number })[];
}

/** How many entries are kept: years of a newsroom, some 20 MB. */
const MOST_ENTRIES = 100_000;
const LONGEST_TEXT = 500;

/** The log of an open database: the oldest entries beyond `mostEntries` go. */
export function createAuditLog(database: DatabaseSync, mostEntries: number = MOST_ENTRIES): AuditLog {
  const insert = database.prepare(
    'INSERT INTO audit (at, person, act, file, detail, address) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const forget = database.prepare('DELETE FROM audit WHERE id <= ?');
  const latest = database.prepare(
    'SELECT id, at, person, act, file, detail, address FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?',
  );
  return {
    note({ at, person, act, file, detail, address }) {
      const { lastInsertRowid } = insert.run(at, person, act, cut(file), cut(detail), address);
      forget.run(Number(lastInsertRowid) - mostEntries);
    },
    latest: (most, beforeId = Number.MAX_SAFE_INTEGER) => latest.all(beforeId, most).map(entryOf),
  };
}

const cut = (text: string | undefined): string | null => text?.toWellFormed().slice(0, LONGEST_TEXT) ?? null;

function entryOf(row: Record<string, SQLOutputValue>): AuditEntry & { readonly id: number } {
  const { file, detail, person, address } = row;
  return {
    id: Number(row['id']),
    at: Number(row['at']),
    act: String(row['act']),
    person: typeof person === 'string' ? person : null,
    address: typeof address === 'string' ? address : null,
    ...(typeof file === 'string' ? { file } : {}),
    ...(typeof detail === 'string' ? { detail } : {}),
  };
}
