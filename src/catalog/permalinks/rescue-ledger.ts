import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { openPermalinks } from './ledger.ts';
import type { PermalinkLedger, PermalinkRow } from './permalink.ts';
import { openLedgerDatabaseToRead } from './open-ledger-database.ts';

/** Some rows that a ledger holds, and how many it has: enough to tell when it is another. */
export interface LedgerSample {
  readonly count: number;
  /** As JSON, by their numbers; those written last most closely. */
  readonly rows: ReadonlyMap<number, string>;
}

/**
 * Takes the sample over a connection of its own, so that nothing is seen that only another holds in memory.
 * @throws PermalinkError where there is no ledger, or none that can be read.
 */
export function sampleLedger(file: string): LedgerSample {
  return readRows(file, (count, rowAt) => {
    const rows = new Map<number, string>();
    for (let back = 0; count - back > 0; back = back * 2 + 1) rows.set(count - back, rowAt(count - back));
    return { count, rows };
  });
}

/** Whether a ledger still has what it had: rows are only ever added. @throws PermalinkError as sampleLedger does. */
export function stillHas(file: string, { count, rows }: LedgerSample): boolean {
  return readRows(
    file,
    (newest, rowAt) => newest >= count && [...rows].every(([seq, known]) => rowAt(seq) === known),
  );
}

/** Lets a piece of work read the newest number and rows, as JSON, by their numbers. Returns what it does. */
function readRows<Result>(
  file: string,
  work: (newest: number, rowAt: (seq: number) => string) => Result,
): Result {
  const database = openLedgerDatabaseToRead(file);
  try {
    const newest = Number(database.prepare('SELECT max(seq) AS seq FROM permalink').get()?.['seq'] ?? 0);
    const row = database.prepare('SELECT * FROM permalink WHERE seq = ?');
    return work(newest, (seq) => JSON.stringify(row.get(seq) ?? null));
  } finally {
    database.close();
  }
}

/**
 * Writes beside a ledger’s place what an open connection holds of it, and judges whether that is all that was known.
 * Returns the copy’s path, or null where the connection has lost something too.
 */
export function copyHeldLedger(ledger: PermalinkLedger, file: string, sample: LedgerSample): string | null {
  const copy = `${file}.held`;
  const isWhole = ((): boolean => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      rmSync(copy, { force: true });
      ledger.copyTo(copy);
      // Opening it to write checks all of it.
      openPermalinks(copy).close();
      return stillHas(copy, sample);
    } catch {
      // Damage that reading met.
      return false;
    }
  })();
  // Reading leaves these; all is in the file itself.
  for (const suffix of ['-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
  if (isWhole) return copy;
  rmSync(copy, { force: true });
  return null;
}

/**
 * Puts a copy into the ledger’s place. What is there is set aside as `FILE.replaced`, and its rows are added where it
 * is a ledger as well, so that nobody’s URLs are lost; nothing is ever overwritten. Nobody may write to the ledger
 * meanwhile. Returns how many rows that added. @throws Error of the file system or PermalinkError.
 */
export function putBackLedger(copy: string, file: string): number {
  const aside = `${file}.replaced`;
  const isReplaced = existsSync(file);
  // They belong to the connection that held the ledger, and would be taken for those of the file that is put there.
  for (const suffix of ['-wal', '-shm']) {
    rmSync(`${file}${suffix}`, { force: true });
    rmSync(`${aside}${suffix}`, { force: true });
  }
  if (isReplaced) renameSync(file, aside);
  renameSync(copy, file);
  return isReplaced ? addRows(aside, file) : 0;
}

function addRows(from: string, to: string): number {
  let rows: PermalinkRow[];
  try {
    const other = openPermalinks(from);
    rows = [...other.rows()];
    other.close();
  } catch {
    return 0;
  }
  const ledger = openPermalinks(to);
  try {
    return ledger.restore(rows);
  } finally {
    ledger.close();
  }
}
