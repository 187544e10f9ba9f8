import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { mediaFile } from '../../domain/media-file.ts';
import { isPictureName } from '../../domain/picture-name.ts';
import type { NamedPicture } from '../../domain/picture-source.ts';
import { plainName } from '../../domain/pictures/plain-name.ts';
import { editionKey } from '../../domain/edition.ts';
import { fileKey, pictureKey, sitemapKey } from '../../domain/surrogate-keys.ts';
import type { FileFacts } from '../../media/files/file-facts.ts';
import type { PictureFacts } from '../../media/pictures/picture-facts.ts';
import type { Problem } from '../../problems/problem.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';
import { SHOWN_FACTS, SHOWN_FILE } from './picture-queries.ts';
import { catalogSettings, catalogVersion, raiseVersion } from '../sqlite/settings.ts';
import { inTransaction } from '../sqlite/transaction.ts';

/** A picture's file as it was when it was last read. Milliseconds since 1970. */
export interface PictureStamp {
  /** -1 where the file was too fresh to rely on. */
  readonly mtimeMs: number;
  readonly sizeBytes: number;
}

/** A picture, or another file of the site, that articles or pages name. */
export interface PictureState extends NamedPicture {
  /** The file that was found elsewhere and is shown in its stead where none is there, by its path on the site; null for none. */
  readonly alternative: string | null;
  /** Null where no file was there. */
  readonly stamp: PictureStamp | null;
  /** Null where it cannot be shown; then `problem` says why. Beside facts it is a warning. Those of pictures have a hash. */
  readonly facts: PictureFacts | FileFacts | null;
  readonly problem: Problem | null;
  /** Whether somebody surely shows it; absent where that is not known, and then it is as it was. */
  readonly isNamed?: boolean;
}

/** What storing pictures changed. */
export interface PicturesStored {
  /** Surrogate keys of the pictures that look otherwise now, of other files that were written, and of the sitemaps that name them. */
  readonly keys: ReadonlySet<string>;
  /** The catalog's version from now on. */
  readonly version: number;
}

/** What the writer knows of pictures. Files are paths below the content folder. */
export interface PictureStore {
  has(src: string): boolean;
  ofSrc(src: string): PictureState | null;
  /** The srcs of pictures that are not where they are named first and whose names are, but for their size, this. */
  missing(plain: string): readonly string[];
  /** Writes states in one transaction; the catalog's version rises where any picture looks otherwise. */
  put(states: readonly PictureState[], now: number): PicturesStored;
  /** The pictures of a folder that were there, not of those below it. */
  inFolder(folder: string): ReadonlyMap<string, PictureStamp>;
  /** The pictures of a folder and of those below it, there or not. */
  below(folder: string): readonly string[];
  /** Pictures after one, in order. */
  after(src: string, limit: number): readonly PictureState[];
  /** What is wrong with pictures that are there. */
  problems(): Iterable<Problem>;
  /** That, and which pictures are missing that a text surely shows. */
  allProblems(): Iterable<Problem>;
  /** Has every picture differ from its file, whatever that is like, so that it is read again when it is looked at. */
  doubtAll(): void;
  /** How many pictures are known, how many are missing in every place that they may be in, and how many are broken. */
  count(): { readonly pictures: number; readonly missing: number; readonly broken: number };
}

/** Prepares the statements over an open catalog. */
export function pictureStore(database: DatabaseSync): PictureStore {
  const settings = catalogSettings(database);
  const columns = 'src, tail, is_anywhere, alternative, mtime_ms, size_bytes, facts, problem, is_named';
  const get = database.prepare(`SELECT ${columns} FROM picture WHERE src = ?`);
  const has = database.prepare('SELECT 1 FROM picture WHERE src = ?');
  const put = database.prepare(
    `INSERT OR REPLACE INTO picture (src, folder, name, tail, is_anywhere, plain_name, alternative, mtime_ms, size_bytes,
       facts, hash, problem, is_named)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, max(?, coalesce((SELECT is_named FROM picture WHERE src = ?), 0)))`,
  );
  const shownFacts = database.prepare(SHOWN_FACTS);
  const shownFile = database.prepare(SHOWN_FILE);
  /** What pages show of it: of a picture its facts, of another file also where it is, as links lead there. */
  const shown = (src: string): string | null => {
    const row = (isPictureName(src) ? shownFacts : shownFile).get(src);
    const facts = row === undefined ? null : optionalText(row, 'facts');
    return row === undefined || facts === null ? null : `${facts} ${row['src'] ?? ''}`;
  };
  const standingIn = database.prepare('SELECT src FROM picture WHERE alternative = ? AND mtime_ms IS NULL');
  const missing = database.prepare('SELECT src FROM picture WHERE plain_name = ? AND mtime_ms IS NULL');
  const months = database.prepare(
    `SELECT DISTINCT edition, substr(published_day, 1, 7) AS month FROM article
     WHERE lead_src = ? AND is_draft = 0`,
  );
  const inFolder = database.prepare(
    'SELECT name, mtime_ms, size_bytes FROM picture WHERE folder = ? AND mtime_ms IS NOT NULL',
  );
  const below = database.prepare(
    'SELECT folder, name FROM picture WHERE folder = ? OR (folder > ? AND folder < ?)',
  );
  const after = database.prepare(`SELECT ${columns} FROM picture WHERE src > ? ORDER BY src LIMIT ?`);
  const problems = database.prepare(
    'SELECT problem FROM picture WHERE problem IS NOT NULL AND mtime_ms IS NOT NULL',
  );
  const allProblems = database.prepare(
    'SELECT problem FROM picture WHERE problem IS NOT NULL AND (mtime_ms IS NOT NULL OR is_named = 1)',
  );
  const count = database.prepare(
    `SELECT count(*) FILTER (WHERE mtime_ms IS NOT NULL OR is_named) AS pictures,
       count(*) FILTER (WHERE is_named AND mtime_ms IS NULL AND NOT EXISTS (
         SELECT 1 FROM picture AS other WHERE other.src = picture.alternative AND other.mtime_ms IS NOT NULL
       )) AS missing,
       count(*) FILTER (WHERE mtime_ms IS NOT NULL AND facts IS NULL) AS broken FROM picture`,
  );
  const ofSrc = (src: string): PictureState | null => {
    const row = get.get(src);
    return row === undefined ? null : readState(row);
  };

  return {
    has: (src) => has.get(src) !== undefined,
    ofSrc,
    missing: (plain) => missing.all(plain).map((row) => requiredText(row, 'src')),
    put(states, now) {
      const keys = new Set<string>();
      inTransaction(database, () => {
        for (const state of states) {
          const before = shown(state.src);
          const stamp = ofSrc(state.src)?.stamp ?? null;
          put.run(...valuesOf(state));
          if (before === shown(state.src) && !isRewritten(state, stamp)) continue;
          for (const src of [
            state.src,
            ...standingIn.all(state.src).map((row) => requiredText(row, 'src')),
          ]) {
            keys.add(isPictureName(src) ? pictureKey(src) : fileKey(src));
            for (const row of months.all(src)) {
              const month = sitemapKey(requiredText(row, 'month'));
              keys.add(editionKey(requiredText(row, 'edition'), month));
            }
          }
        }
        if (keys.size > 0) raiseVersion(settings, Math.floor(now));
      });
      return { keys, version: catalogVersion(settings) };
    },
    inFolder: (folder) =>
      new Map(
        inFolder
          .all(folder)
          .map((row) => [
            `${folder}/${requiredText(row, 'name')}`,
            { mtimeMs: Number(row['mtime_ms']), sizeBytes: Number(row['size_bytes']) },
          ]),
      ),
    below: (folder) =>
      below
        .all(folder, `${folder}/`, `${folder}0`)
        .map((row) => `${requiredText(row, 'folder')}/${requiredText(row, 'name')}`),
    after: (src, limit) => after.all(src, limit).map(readState),
    *allProblems() {
      for (const row of allProblems.iterate()) yield JSON.parse(requiredText(row, 'problem')) as Problem;
    },
    *problems() {
      for (const row of problems.iterate()) yield JSON.parse(requiredText(row, 'problem')) as Problem;
    },
    doubtAll() {
      database.exec('UPDATE picture SET mtime_ms = -1 WHERE mtime_ms IS NOT NULL');
    },
    count() {
      const row = count.get() ?? {};
      return {
        pictures: Number(row['pictures']),
        missing: Number(row['missing']),
        broken: Number(row['broken']),
      };
    },
  };
}

/**
 * Whether a file that is no picture may have other bytes than before: pages show the same of it, but caches in front hold it. The address
 * at which pages show a picture says of which bytes it is made.
 */
function isRewritten({ src, stamp }: PictureState, before: PictureStamp | null): boolean {
  if (isPictureName(src) || stamp === null || before === null) return false;
  return stamp.mtimeMs !== before.mtimeMs || stamp.sizeBytes !== before.sizeBytes;
}

function valuesOf({
  src,
  tail,
  isAnywhere,
  alternative,
  stamp,
  facts,
  problem,
  isNamed,
}: PictureState): SQLInputValue[] {
  const file = mediaFile(src) ?? '';
  const slash = file.lastIndexOf('/');
  return [
    src,
    file.slice(0, Math.max(0, slash)),
    file.slice(slash + 1),
    tail,
    isAnywhere ? 1 : 0,
    plainName(file.slice(slash + 1)),
    alternative,
    stamp?.mtimeMs ?? null,
    stamp?.sizeBytes ?? null,
    facts === null ? null : JSON.stringify(facts),
    facts !== null && 'hash' in facts ? facts.hash : null,
    problem === null ? null : JSON.stringify(problem),
    isNamed === true ? 1 : 0,
    src,
  ];
}

function readState(row: Record<string, unknown>): PictureState {
  const facts = optionalText(row, 'facts');
  const problem = optionalText(row, 'problem');
  const mtimeMs = row['mtime_ms'];
  return {
    src: requiredText(row, 'src'),
    tail: Number(row['tail']),
    isAnywhere: Number(row['is_anywhere']) === 1,
    alternative: optionalText(row, 'alternative'),
    stamp: mtimeMs === null ? null : { mtimeMs: Number(mtimeMs), sizeBytes: Number(row['size_bytes']) },
    facts: facts === null ? null : (JSON.parse(facts) as PictureState['facts']),
    problem: problem === null ? null : (JSON.parse(problem) as Problem),
    ...(Number(row['is_named']) === 1 ? { isNamed: true } : {}),
  };
}
