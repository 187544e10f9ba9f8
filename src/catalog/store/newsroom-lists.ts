import type { DatabaseSync } from 'node:sqlite';
import type { Problem } from '../../problems/problem.ts';
import { requiredText } from '../sqlite/columns.ts';
import { joinFile, readProblems, splitFile } from './source-store.ts';
import { VISIBLE } from './visible.ts';

/** A file of which something is wrong. */
export interface TroubledSource {
  readonly file: string;
  /** Never empty. */
  readonly problems: readonly Problem[];
  /** Where readers have a version of it; null where they have none, or where it is no article. */
  readonly path: string | null;
}

/** A text of the newsroom, good or bad. */
export interface ListedFile {
  readonly file: string;
  /** What of it is or was published; null for what is no article, and for one that never could be read. */
  readonly story: ListedStory | null;
  readonly errors: number;
  readonly warnings: number;
}

/** Moments are milliseconds since 1970. */
export interface ListedStory {
  readonly path: string;
  readonly title: string;
  readonly isDraft: boolean;
  readonly publishedMs: number;
  readonly expiresMs: number | null;
}

/** A picture or another file that a text names and that cannot be shown as it is. */
export interface TroubledPicture {
  readonly src: string;
  readonly problem: Problem;
  /** A story that has it as its lead picture; null for none. */
  readonly lead: { readonly file: string; readonly title: string } | null;
}

/**
 * Queries for the desk's lists, each in the order of one key, a slice at a time: `after` is the last key of the slice before,
 * '' for the first.
 */
export interface NewsroomLists {
  /** Files with errors, or with problems of any kind; `now` is milliseconds since 1970. */
  troubledFiles(kind: 'errors' | 'all', after: string, limit: number, now: number): readonly TroubledSource[];
  /** What is wrong with one file; null for nothing. */
  troubledFile(file: string, now: number): TroubledSource | null;
  /** Texts that stand in a folder itself; '' is the content folder. Keys are names. */
  filesIn(folder: string, after: string, limit: number): readonly ListedFile[];
  /** Names of the folders in a folder that have texts somewhere below them. */
  foldersIn(folder: string, after: string, limit: number): readonly string[];
  /** Articles whose title, last part of the path or file begins with a text, each once; the best known first. */
  filesNamed(text: string, limit: number): readonly ListedFile[];
  /** The story of a file, as readers have or had it; null for none. */
  storyOf(file: string): ListedStory | null;
  /** The story whose own path this is, whether readers see it or not; null for none. */
  storyAt(path: string): ListedStory | null;
  /** Keys are the paths of pictures on the site. */
  troubledPictures(after: string, limit: number): readonly TroubledPicture[];
  /** Addresses beside their own that articles and the patterns of site.yaml give them. */
  aliasPaths(after: string, limit: number): readonly string[];
}

const STORY = 'path, title, is_draft, published_ms, expires_ms';

/** A mark that no text of a message can hold, since its quotes would be escaped; the index `source_refused` has the same. */
const HAS_ERROR = `instr(problems, '"severity":"error"') > 0`;

/** Comes after every text that begins with what stands before it. */
const LAST = '\u{10ffff}';

/** Prepares the queries. */
export function newsroomLists(database: DatabaseSync): NewsroomLists {
  const troubled = (index: string, where: string) =>
    database.prepare(
      `SELECT folder, name, problems FROM source INDEXED BY ${index}
       WHERE ${where} AND (folder, name) > (?, ?) ORDER BY folder, name LIMIT ?`,
    );
  const troubledBy = {
    errors: troubled('source_refused', HAS_ERROR),
    all: troubled('source_troubled', 'problems IS NOT NULL'),
  };
  const seen = database.prepare(`SELECT path FROM article WHERE file = :file AND ${VISIBLE}`);
  const inFolder = database.prepare(
    'SELECT folder, name, problems FROM source WHERE folder = ? AND name > ? ORDER BY name LIMIT ?',
  );
  const nextFolder = database.prepare(
    'SELECT folder FROM source WHERE folder >= ? AND folder < ? ORDER BY folder LIMIT 1',
  );
  const source = database.prepare('SELECT problems FROM source WHERE folder = ? AND name = ?');
  const ofFile = database.prepare(`SELECT ${STORY} FROM article WHERE file = ?`);
  const atPath = database.prepare(`SELECT ${STORY} FROM article WHERE path = ?`);
  const named = [
    database.prepare(
      'SELECT file FROM article WHERE title >= ?1 COLLATE NOCASE AND title < ?2 COLLATE NOCASE LIMIT ?3',
    ),
    database.prepare('SELECT file FROM article WHERE slug >= ?1 AND slug < ?2 ORDER BY slug LIMIT ?3'),
    database.prepare('SELECT file FROM article WHERE file >= ?1 AND file < ?2 ORDER BY file LIMIT ?3'),
  ];
  const pictures = database.prepare(
    `SELECT src, problem FROM picture WHERE problem IS NOT NULL AND is_named = 1 AND src > ? ORDER BY src LIMIT ?`,
  );
  const leadOf = database.prepare(
    'SELECT file, title FROM article WHERE lead_src = ? AND is_draft = 0 LIMIT 1',
  );
  const aliases = database.prepare(
    'SELECT DISTINCT path FROM article_alias WHERE path > ? ORDER BY path LIMIT ?',
  );

  const troubledSource = (file: string, problems: readonly Problem[], now: number): TroubledSource => {
    const found = seen.get({ file, now });
    return { file, problems, path: found === undefined ? null : requiredText(found, 'path') };
  };
  const storyOf = (file: string): ListedStory | null => {
    const row = ofFile.get(file);
    return row === undefined ? null : readStory(row);
  };
  const listed = (file: string, problems: readonly Problem[]): ListedFile => {
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    return { file, story: storyOf(file), errors, warnings: problems.length - errors };
  };
  return {
    troubledFiles: (kind, after, limit, now) =>
      troubledBy[kind]
        .all(...splitFile(after), limit)
        .map((row) => troubledSource(joinFile(row), readProblems(row), now)),
    troubledFile(file, now) {
      const row = source.get(...splitFile(file));
      const problems = row === undefined ? [] : readProblems(row);
      return problems.length === 0 ? null : troubledSource(file, problems, now);
    },
    filesIn: (folder, after, limit) =>
      inFolder.all(folder, after, limit).map((row) => listed(joinFile(row), readProblems(row))),
    foldersIn(folder, after, limit) {
      const above = folder === '' ? '' : `${folder}/`;
      const names: string[] = [];
      // A folder's own rows and those below it are passed over at once: 0 comes after the slash.
      let from = after === '' ? above : `${above}${after}0`;
      while (names.length < limit) {
        const row = nextFolder.get(from, `${above}${LAST}`);
        if (row === undefined) break;
        const [name = ''] = requiredText(row, 'folder').slice(above.length).split('/');
        if (name !== '') names.push(name);
        from = name === '' ? `${above}\u0001` : `${above}${name}0`;
      }
      return names;
    },
    filesNamed(text, limit) {
      const [before, end] = [text, `${text}${LAST}`];
      const files = named.flatMap((query) => query.all(before, end, limit));
      const unique = new Set(files.map((row) => requiredText(row, 'file')));
      return [...unique].slice(0, limit).map((file) => {
        const row = source.get(...splitFile(file));
        return listed(file, row === undefined ? [] : readProblems(row));
      });
    },
    storyOf,
    storyAt(path) {
      const row = atPath.get(path);
      return row === undefined ? null : readStory(row);
    },
    troubledPictures: (after, limit) =>
      pictures.all(after, limit).map((row) => {
        const src = requiredText(row, 'src');
        const lead = leadOf.get(src);
        return {
          src,
          problem: JSON.parse(requiredText(row, 'problem')) as Problem,
          lead:
            lead === undefined
              ? null
              : { file: requiredText(lead, 'file'), title: requiredText(lead, 'title') },
        };
      }),
    aliasPaths: (after, limit) => aliases.all(after, limit).map((row) => requiredText(row, 'path')),
  };
}

const readStory = (row: Record<string, unknown>): ListedStory => ({
  path: requiredText(row, 'path'),
  title: requiredText(row, 'title'),
  isDraft: row['is_draft'] === 1,
  publishedMs: Number(row['published_ms']),
  expiresMs: row['expires_ms'] === null ? null : Number(row['expires_ms']),
});
