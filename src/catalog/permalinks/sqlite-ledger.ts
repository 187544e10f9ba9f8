import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../sqlite/transaction.ts';
import type { Permalink, PermalinkLedger, PermalinkReader, PermalinkRow } from './permalink.ts';
import { withLedgerErrors } from './permalink-error.ts';

const latestOf = (key: 'path' | 'file' | 'owner'): string =>
  `SELECT at_ms, path, owner, file FROM permalink WHERE ${key} = ? AND at_ms <= ?
   ORDER BY at_ms DESC, seq DESC LIMIT 1`;

const INSERT = 'INSERT INTO permalink (at_ms, path, owner, file) VALUES (?, ?, ?, ?)';

const FIND_SINCE = 'SELECT 1 FROM permalink WHERE path = ? AND at_ms >= ? AND owner = ? AND file = ? LIMIT 1';

const FIRST_TIME = 'SELECT min(at_ms) AS at_ms FROM permalink WHERE path = ? AND owner = ?';

const PATHS_OF_OWNER = `
  SELECT path FROM (SELECT path, min(seq) AS first FROM permalink WHERE owner = :owner GROUP BY path) AS known
  WHERE :owner = (SELECT owner FROM permalink WHERE path = known.path ORDER BY at_ms DESC, seq DESC LIMIT 1)
  ORDER BY first`;

const ROWS_AFTER =
  'SELECT seq, at_ms, path, owner, file FROM permalink WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT 1000';

const END_OF_TIME = Number.MAX_SAFE_INTEGER;

/** The reader's half of a ledger over an open database. */
export function readerOf(database: DatabaseSync, file: string): PermalinkReader {
  const ofPath = database.prepare(latestOf('path'));
  const ofFile = database.prepare(latestOf('file'));
  return {
    ownerOf: (path) => withLedgerErrors(file, () => linkOf(ofPath.get(path, END_OF_TIME))?.owner ?? null),
    ownerOfFile: (name) => withLedgerErrors(file, () => linkOf(ofFile.get(name, END_OF_TIME))?.owner ?? null),
    close: () => database.close(),
  };
}

/** The rows of an open database up to a number, in the order in which they were written. @throws PermalinkError */
export function* rowsOf(
  database: DatabaseSync,
  file: string,
  until: number = END_OF_TIME,
): Generator<PermalinkRow> {
  const rowsAfter = database.prepare(ROWS_AFTER);
  let seen = 0;
  while (true) {
    const page = withLedgerErrors(file, () => rowsAfter.all(seen, until));
    if (page.length === 0) return;
    for (const row of page) yield rowOf(row);
    seen = page.at(-1)?.['seq'] as number;
  }
}

/** The whole ledger over a database opened for writing. */
export function ledgerOf(database: DatabaseSync, file: string): PermalinkLedger {
  const ofPath = database.prepare(latestOf('path'));
  const ofFile = database.prepare(latestOf('file'));
  const ofOwner = database.prepare(latestOf('owner'));
  const insert = database.prepare(INSERT);
  const findSince = database.prepare(FIND_SINCE);
  const pathsOfOwner = database.prepare(PATHS_OF_OWNER);
  const firstTime = database.prepare(FIRST_TIME);
  const anyRow = database.prepare('SELECT 1 FROM permalink LIMIT 1');
  const lastRow = database.prepare('SELECT max(seq) AS seq FROM permalink');
  const dataVersion = database.prepare('PRAGMA data_version');

  const known = (link: Permalink, atMs: number) => ({
    ofPath: ofPath.get(link.path, atMs),
    ofFile: ofFile.get(link.file, atMs),
    ofOwner: ofOwner.get(link.owner, atMs),
  });
  const write = (atMs: number, { path, owner, file }: Permalink): number =>
    Number(insert.run(atMs, path, owner, file).changes);
  const appendLink = (link: Permalink, atMs: number): number => {
    const before = known(link, END_OF_TIME);
    if (!isNews(link, before)) return 0;
    // Two rows of a path never share a time, so that their order outlives an export.
    const earliest = Math.max(timeOf(before.ofPath) + 1, timeOf(before.ofFile), timeOf(before.ofOwner));
    return write(Math.max(atMs, earliest), link);
  };
  const restoreRow = ({ atMs, ...link }: PermalinkRow): number => {
    const { path, owner, file } = link;
    if (findSince.get(path, atMs, owner, file) !== undefined) return 0;
    return isNews(link, known(link, atMs)) ? write(atMs, link) : 0;
  };

  const ownedBy = (owner: string): string[] =>
    pathsOfOwner.all({ owner }).map((row) => row['path'] as string);

  const guarded = <Result>(work: () => Result): Result => withLedgerErrors(file, work);
  const atOnce = (work: () => number): number => guarded(() => inTransaction(database, work));
  return {
    ...readerOf(database, file),
    latestOfPath: (path) => guarded(() => linkOf(ofPath.get(path, END_OF_TIME))),
    latestOfFile: (name) => guarded(() => linkOf(ofFile.get(name, END_OF_TIME))),
    latestOfOwner: (owner) => guarded(() => linkOf(ofOwner.get(owner, END_OF_TIME))),
    firstTime: (path, owner) =>
      guarded(() => (firstTime.get(path, owner)?.['at_ms'] ?? null) as number | null),
    pathsOf: (owner) => guarded(() => ownedBy(owner)),
    isEmpty: () => guarded(() => anyRow.get() === undefined),
    append: (links, atMs) => atOnce(() => sum(links, (link) => appendLink(link, atMs))),
    restore: (rows) => atOnce(() => sum(rows, restoreRow)),
    transfer: (from, to, atMs) =>
      atOnce(() => sum(ownedBy(from), (path) => appendLink({ path, owner: to.owner, file: to.file }, atMs))),
    copyTo: (copy) => guarded(() => void database.prepare('VACUUM INTO ?').run(copy)),
    rows: () => rowsOf(database, file),
    lastRow: () => guarded(() => (lastRow.get()?.['seq'] ?? 0) as number),
    writesOfOthers: () => guarded(() => dataVersion.get()?.['data_version'] as number),
  };
}

type Row = Record<string, unknown> | undefined;

function isNews(
  { owner, file }: Permalink,
  { ofPath, ofFile, ofOwner }: { readonly ofPath: Row; readonly ofFile: Row; readonly ofOwner: Row },
): boolean {
  return (
    ofPath?.['owner'] !== owner ||
    ofPath['file'] !== file ||
    ofFile?.['owner'] !== owner ||
    ofOwner?.['file'] !== file
  );
}

const timeOf = (row: Row): number => (row === undefined ? -END_OF_TIME : (row['at_ms'] as number));

const linkOf = (row: Row): Permalink | null => {
  if (row === undefined) return null;
  return { path: row['path'] as string, owner: row['owner'] as string, file: row['file'] as string };
};

const rowOf = (row: Record<string, unknown>): PermalinkRow => ({
  atMs: row['at_ms'] as number,
  path: row['path'] as string,
  owner: row['owner'] as string,
  file: row['file'] as string,
});

function sum<Value>(values: Iterable<Value>, count: (value: Value) => number): number {
  let total = 0;
  for (const value of values) total += count(value);
  return total;
}
