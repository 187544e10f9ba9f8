import type { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { optionalText, requiredText } from '../sqlite/columns.ts';
import type { SourceState } from '../store/source-store.ts';

/** The last version of a file that readers could be given. Times in milliseconds since 1970. */
export interface GoodVersion extends Omit<SourceState, 'wanted' | 'problems'> {
  /** The id under which readers know an article; null for other files. */
  readonly id: string | null;
  /** See packGoodText. */
  readonly packedText: Uint8Array;
}

/** Statements over an open database of last good versions; each throws an Error of SQLite where that fails it. */
export interface LastGoodStore {
  isEmpty(): boolean;
  get(file: string): GoodVersion | null;
  /** Whether this version of a file is the one that is kept. */
  has(version: Pick<GoodVersion, 'file' | 'id' | 'digest'>): boolean;
  put(version: GoodVersion): void;
  remove(file: string): void;
  /** Files of a folder and of those below it, sorted. */
  below(folder: string): string[];
  /** Files whose whole paths begin so, sorted. */
  beginning(prefix: string): string[];
  countBelow(folder: string): number;
  /** Versions of the files of a folder and of those below it whose paths come after one, in order. */
  after(folder: string, file: string, limit: number): GoodVersion[];
}

/** The form in which a text is kept. */
export const packGoodText = (text: string): Uint8Array => zstdCompressSync(text);

/** The text that was packed. @throws Error from zlib for a damaged one. */
export const unpackGoodText = (packed: Uint8Array): string => zstdDecompressSync(packed).toString();

/** Prepares the statements. */
export function lastGoodStore(database: DatabaseSync): LastGoodStore {
  const any = database.prepare('SELECT 1 FROM good_version LIMIT 1');
  const get = database.prepare('SELECT * FROM good_version WHERE file = ?');
  const has = database.prepare('SELECT 1 FROM good_version WHERE file = ? AND digest = ? AND id IS ?');
  const put = database.prepare(
    `INSERT INTO good_version (file, id, digest, mtime_ms, size_bytes, created_ms, text)
     VALUES (?, ?, ?, ?, ?, 0, ?)
     ON CONFLICT (file) DO UPDATE SET id = excluded.id, digest = excluded.digest, mtime_ms = excluded.mtime_ms,
       size_bytes = excluded.size_bytes, text = excluded.text`,
  );
  const remove = database.prepare('DELETE FROM good_version WHERE file = ?');
  const below = database.prepare('SELECT file FROM good_version WHERE file > ? AND file < ? ORDER BY file');
  const count = database.prepare('SELECT count(*) AS count FROM good_version WHERE file > ? AND file < ?');
  const after = database.prepare(
    'SELECT * FROM good_version WHERE file > ? AND file < ? ORDER BY file LIMIT ?',
  );
  return {
    isEmpty: () => any.get() === undefined,
    get(file) {
      const row = get.get(file);
      return row === undefined ? null : readVersion(row);
    },
    has: ({ file, id, digest }) => has.get(file, digest, id) !== undefined,
    put({ file, id, digest, mtimeMs, sizeBytes, packedText }) {
      put.run(file, id, digest, mtimeMs, sizeBytes, packedText);
    },
    remove(file) {
      remove.run(file);
    },
    beginning: (prefix) => below.all(prefix, `${prefix}\u{10ffff}`).map((row) => requiredText(row, 'file')),
    below: (folder) => below.all(...rangeOf(folder)).map((row) => requiredText(row, 'file')),
    countBelow: (folder) => Number(count.get(...rangeOf(folder))?.['count']),
    after(folder, file, limit) {
      const [first, end] = rangeOf(folder);
      return after.all(file > first ? file : first, end, limit).map(readVersion);
    },
  };
}

/** `0` comes right after `/`. */
const rangeOf = (folder: string): [first: string, end: string] => [`${folder}/`, `${folder}0`];

function readVersion(row: Record<string, unknown>): GoodVersion {
  return {
    file: requiredText(row, 'file'),
    id: optionalText(row, 'id'),
    digest: requiredText(row, 'digest'),
    mtimeMs: Number(row['mtime_ms']),
    sizeBytes: Number(row['size_bytes']),
    packedText: row['text'] as Uint8Array,
  };
}
