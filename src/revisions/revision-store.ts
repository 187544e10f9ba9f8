import type { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { digestOf } from '../storage/digest-of.ts';
import type { Revision } from './revision.ts';

/** A version that is to be kept. */
export interface NewVersion extends Pick<Revision, 'at' | 'by' | 'why'> {
  /** Path below the content folder. */
  readonly file: string;
  /** Null where the file is gone. */
  readonly bytes: Uint8Array | null;
  readonly isMinor?: boolean;
  /** The writer's text was refused; see Revision. */
  readonly isRefused?: boolean;
  /** Whether the bytes are kept, as they are by default; else that there was such a version: of a picture that lies in its place. */
  readonly keepsBytes?: boolean;
  /** Which versions were written together, by somebody who may want to take them back. */
  readonly write?: string;
}

/** A file of a write, and what it was before. */
export interface WriteStep {
  readonly file: string;
  readonly digest: string | null;
  /** Null where there was no file, undefined where what it was is kept no more. */
  readonly before: Buffer | null | undefined;
}

/** Statements over an open file of versions; each throws an Error of SQLite where that fails it. */
export interface RevisionStore {
  /** Returns the revision; null for a deletion of what nobody knows. A version that is the newest already is not kept twice. */
  put(version: NewVersion): string | null;
  /** Newest first. */
  list(file: string, most: number): Revision[];
  /** Whether a file has versions. */
  has(file: string): boolean;
  /** Whether the newest version of a file is the one of this digest. */
  isNewest(file: string, digest: string): boolean;
  bytes(file: string, id: string): Buffer | null;
  byDigest(digest: string): Buffer | null;
  /** What somebody wrote last, as `Name <address>`; empty for nothing. */
  lastWrite(by: string): { readonly why: string | null; readonly steps: readonly WriteStep[] };
  /** A file has another name from now on. */
  move(from: string, to: string): void;
  deleted(
    most: number,
  ): { readonly file: string; readonly at: number; readonly by: string | null; readonly id: string }[];
  redact(file: string, digest: string, redaction: { readonly why: string } | null): void;
  redacted(file: string): ReadonlyMap<string, string>;
  /** Takes away what is beyond these bounds, the oldest first; the newest version of each file stays. */
  trim(file: string, mostVersions: number, mostBytes: number): void;
}

type Row = Record<string, unknown>;

const idOf = (row: Row): string => `r${row['id']}`;
const numberOf = (id: string): number => (/^r\d{1,15}$/.test(id) ? Number(id.slice(1)) : -1);
const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

const revisionOf = (row: Row): Revision => ({
  id: idOf(row),
  at: Number(row['at']),
  by: textOf(row['author']),
  why: textOf(row['why']),
  digest: textOf(row['digest']),
  isMinor: row['is_minor'] === 1,
  isRefused: row['is_refused'] === 1,
});

/** What is published is told within so many ms. */
const LATELY_MS = 30_000;
/** Versions that are looked at in one go when the oldest are taken away. */
const BATCH = 200;
/** So much of the bound is left when old versions are taken away, so that it is not done for each. */
const LEFT = 0.95;

/** Prepares the statements. */
export function revisionStore(database: DatabaseSync): RevisionStore {
  const prepare = (sql: string) => database.prepare(sql);
  const newest = prepare('SELECT * FROM version WHERE file = ? AND is_refused = 0 ORDER BY id DESC LIMIT 1');
  const newestRefused = prepare(
    'SELECT * FROM version WHERE file = ? AND is_refused = 1 ORDER BY id DESC LIMIT 1',
  );
  const insert = prepare(
    `INSERT INTO version (file, at, author, why, digest, is_minor, is_refused, write_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const sign = prepare(
    'UPDATE version SET at = ?, author = ?, why = ?, is_minor = ?, write_id = ? WHERE id = ?',
  );
  const lately = prepare(
    `SELECT id FROM version WHERE file = ? AND digest IS ? AND is_refused = 0 AND author IS NOT NULL AND at > ?
     ORDER BY id DESC LIMIT 1`,
  );
  const hasText = prepare('SELECT 1 FROM text WHERE digest = ?');
  const putText = prepare('INSERT INTO text (digest, packed) VALUES (?, ?)');
  const getText = prepare('SELECT packed FROM text WHERE digest = ?');
  const grow = prepare('UPDATE total SET bytes = bytes + ?');
  const total = prepare('SELECT bytes FROM total');
  const list = prepare('SELECT * FROM version WHERE file = ? ORDER BY id DESC LIMIT ?');
  const one = prepare('SELECT digest FROM version WHERE file = ? AND id = ?');
  const lastOf = prepare(
    'SELECT write_id, why FROM version WHERE author = ? AND write_id IS NOT NULL ORDER BY id DESC LIMIT 1',
  );
  const ofWrite = prepare('SELECT * FROM version WHERE author = ? AND write_id = ? ORDER BY id');
  const before = prepare(
    'SELECT digest FROM version WHERE file = ? AND id < ? AND is_refused = 0 ORDER BY id DESC LIMIT 1',
  );
  const move = prepare('UPDATE version SET file = ? WHERE file = ?');
  const moveRedaction = prepare('UPDATE OR REPLACE redaction SET file = ? WHERE file = ?');
  const gone = prepare('SELECT * FROM version WHERE digest IS NULL ORDER BY id DESC');
  const drop = prepare('DELETE FROM version WHERE id = ?');
  const isUsed = prepare('SELECT 1 FROM version WHERE digest = ? LIMIT 1');
  const dropText = prepare('DELETE FROM text WHERE digest = ? RETURNING length(packed) AS size');
  const beyond = prepare('SELECT id, digest FROM version WHERE file = ? ORDER BY id DESC LIMIT -1 OFFSET ?');
  const oldest = prepare(
    `SELECT id, digest FROM version AS old WHERE id <
       (SELECT max(id) FROM version WHERE file = old.file AND is_refused = 0) ORDER BY id LIMIT ${BATCH}`,
  );
  const redact = prepare('INSERT OR REPLACE INTO redaction (file, digest, why) VALUES (?, ?, ?)');
  const unredact = prepare('DELETE FROM redaction WHERE file = ? AND digest = ?');
  const redacted = prepare('SELECT digest, why FROM redaction WHERE file = ?');

  /** All that is left is the newest of its file: so many versions may come before it is looked at again. */
  let restingFor = 0;

  const unpack = (digest: string | null): Buffer | null => {
    const packed = digest === null ? undefined : getText.get(digest)?.['packed'];
    return packed === undefined ? null : zstdDecompressSync(packed as Uint8Array);
  };
  const dropVersion = ({ id, digest }: Row): void => {
    drop.run(Number(id));
    if (digest === null || isUsed.get(String(digest)) !== undefined) return;
    const size = dropText.get(String(digest))?.['size'];
    if (size !== undefined) grow.run(-Number(size));
  };
  const storeText = (digest: string, bytes: Uint8Array): void => {
    if (hasText.get(digest) !== undefined) return;
    const packed = zstdCompressSync(bytes);
    putText.run(digest, packed);
    grow.run(packed.length);
  };

  return {
    put({
      file,
      bytes,
      at: told,
      by,
      why,
      isMinor = false,
      isRefused = false,
      keepsBytes = true,
      write,
    }: NewVersion) {
      // Clocks of the ingest have fractions.
      const at = Math.floor(told);
      const group = write ?? null;
      // Some clocks have fractions.
      const moment = Math.floor(at);
      const digest = bytes === null ? null : digestOf(bytes);
      const last = (isRefused ? newestRefused : newest).get(file);
      if (last === undefined && bytes === null) return null;
      if (last !== undefined && last['digest'] === digest) {
        if (digest !== null && bytes !== null && keepsBytes) storeText(digest, bytes);
        if (last['author'] === null && by !== null)
          sign.run(moment, by, why, Number(isMinor), group, Number(last['id']));
        return idOf(last);
      }
      // Who publishes may tell of a text after somebody has written the next upon it.
      if (by === null && !isRefused) {
        const known = lately.get(file, digest, moment - LATELY_MS);
        if (known !== undefined) return idOf(known);
      }
      if (digest !== null && bytes !== null && keepsBytes) storeText(digest, bytes);
      const row = insert.get(file, moment, by, why, digest, Number(isMinor), Number(isRefused), group);
      return idOf(row ?? {});
    },
    list: (file, most) => list.all(file, most).map(revisionOf),
    has: (file) => newest.get(file) !== undefined,
    isNewest: (file, digest) => newest.get(file)?.['digest'] === digest,
    bytes: (file, id) => unpack(textOf(one.get(file, numberOf(id))?.['digest'])),
    byDigest: unpack,
    lastWrite(by) {
      const last = lastOf.get(by);
      if (last === undefined) return { why: null, steps: [] };
      const steps = ofWrite.all(by, String(last['write_id'])).map((row) => {
        const found = before.get(String(row['file']), Number(row['id']));
        const old = textOf(found?.['digest']);
        const file = String(row['file']);
        return {
          file,
          digest: textOf(row['digest']),
          before: old === null ? null : (unpack(old) ?? undefined),
        };
      });
      return { why: textOf(last['why']), steps };
    },
    move(from, to) {
      move.run(to, from);
      moveRedaction.run(to, from);
    },
    deleted(most) {
      const found = [];
      for (const row of gone.iterate()) {
        const file = String(row['file']);
        if (newest.get(file)?.['id'] !== row['id']) continue;
        const [last] = list
          .all(file, most)
          .filter(({ digest, is_refused }) => digest !== null && is_refused === 0);
        if (last !== undefined)
          found.push({ file, at: Number(row['at']), by: textOf(row['author']), id: idOf(last) });
        if (found.length === most) break;
      }
      return found;
    },
    redact(file, digest, redaction) {
      if (redaction === null) unredact.run(file, digest);
      else redact.run(file, digest, redaction.why);
    },
    redacted: (file) =>
      new Map(redacted.all(file).map((row) => [String(row['digest']), textOf(row['why']) ?? ''])),
    trim(file, mostVersions, mostBytes) {
      const newestId = newest.get(file)?.['id'];
      for (const row of beyond.all(file, mostVersions)) if (row['id'] !== newestId) dropVersion(row);
      if (Number(total.get()?.['bytes']) <= mostBytes || restingFor > 0) {
        restingFor -= 1;
        return;
      }
      while (Number(total.get()?.['bytes']) > mostBytes * LEFT) {
        const rows = oldest.all();
        for (const row of rows) dropVersion(row);
        if (rows.length === BATCH) continue;
        restingFor = BATCH;
        return;
      }
    },
  };
}
