import type { DatabaseSync } from 'node:sqlite';
import type { Problem } from '../../problems/problem.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';

/** A file as it was when it was last read. Times in milliseconds since 1970. */
export interface SourceState {
  /** Path below the content folder. */
  readonly file: string;
  /** -1 where the file was too fresh to rely on. */
  readonly mtimeMs: number;
  readonly sizeBytes: number;
  /** Digest of its text, whether good or bad. */
  readonly digest: string;
  /** URL path and id that it asked for, of which another article has one; null where it has both. */
  readonly wanted: { readonly path: string; readonly id: string } | null;
  readonly problems: readonly Problem[];
}

/** What the catalog knows of the files of the content folder. */
export interface SourceStore {
  get(file: string): SourceState | null;
  put(state: SourceState): void;
  remove(file: string): void;
  /** Files whose article asked for this path or id and did not get it. */
  waitingFor(path: string, id: string): readonly string[];
  /** Files with problems whose text has this digest. */
  brokenAs(digest: string): readonly string[];
  /** Every file of a folder, not of those below it, by its whole path. */
  inFolder(folder: string): ReadonlyMap<string, { readonly mtimeMs: number; readonly sizeBytes: number }>;
  /** Every file of a folder and of those below it. */
  below(folder: string): readonly string[];
  /** Every problem that is on record, by file. */
  problems(): Iterable<Problem>;
}

/** Prepares the statements over an open catalog. */
export function sourceStore(database: DatabaseSync): SourceStore {
  const get = database.prepare('SELECT * FROM source WHERE folder = ? AND name = ?');
  const put = database.prepare(
    `INSERT OR REPLACE INTO source (folder, name, mtime_ms, size_bytes, digest, wanted_path,
       wanted_id, problems) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare('DELETE FROM source WHERE folder = ? AND name = ?');
  const waiting = database.prepare(
    `SELECT folder, name FROM source WHERE wanted_path = ?
     UNION SELECT folder, name FROM source WHERE wanted_id = ? ORDER BY folder, name`,
  );
  const broken = database.prepare(
    'SELECT folder, name FROM source WHERE digest = ? AND problems IS NOT NULL ORDER BY folder, name',
  );
  const inFolder = database.prepare('SELECT folder, name, mtime_ms, size_bytes FROM source WHERE folder = ?');
  const below = database.prepare(
    'SELECT folder, name FROM source WHERE folder = ? OR (folder > ? AND folder < ?)',
  );
  const troubled = database.prepare(
    'SELECT problems FROM source WHERE problems IS NOT NULL ORDER BY folder, name',
  );

  return {
    get(file) {
      const row = get.get(...splitFile(file));
      return row === undefined ? null : readState(row);
    },
    put({ file, mtimeMs, sizeBytes, digest, wanted, problems }) {
      put.run(
        ...splitFile(file),
        mtimeMs,
        sizeBytes,
        digest,
        wanted?.path ?? null,
        wanted?.id ?? null,
        problems.length === 0 ? null : JSON.stringify(problems),
      );
    },
    remove(file) {
      remove.run(...splitFile(file));
    },
    waitingFor: (path, id) => waiting.all(path, id).map(joinFile),
    brokenAs: (digest) => broken.all(digest).map(joinFile),
    inFolder: (folder) =>
      new Map(
        inFolder
          .all(folder)
          .map((row) => [
            joinFile(row),
            { mtimeMs: Number(row['mtime_ms']), sizeBytes: Number(row['size_bytes']) },
          ]),
      ),
    below: (folder) => below.all(folder, `${folder}/`, `${folder}0`).map(joinFile),
    *problems() {
      for (const row of troubled.iterate()) yield* readProblems(row);
    },
  };
}

function readState(row: Record<string, unknown>): SourceState {
  const path = optionalText(row, 'wanted_path');
  return {
    file: joinFile(row),
    mtimeMs: Number(row['mtime_ms']),
    sizeBytes: Number(row['size_bytes']),
    digest: requiredText(row, 'digest'),
    wanted: path === null ? null : { path, id: requiredText(row, 'wanted_id') },
    problems: readProblems(row),
  };
}

/** The problems of a row; none where the column is empty. */
export function readProblems(row: Record<string, unknown>): readonly Problem[] {
  const problems = optionalText(row, 'problems');
  return problems === null ? [] : (JSON.parse(problems) as Problem[]);
}

/** A path below the content folder as the table holds it. */
export function splitFile(file: string): [folder: string, name: string] {
  const slash = file.lastIndexOf('/');
  return [file.slice(0, Math.max(0, slash)), file.slice(slash + 1)];
}

/** The path below the content folder of a row of the table. */
export function joinFile(row: Record<string, unknown>): string {
  const folder = requiredText(row, 'folder');
  return folder === '' ? requiredText(row, 'name') : `${folder}/${requiredText(row, 'name')}`;
}
