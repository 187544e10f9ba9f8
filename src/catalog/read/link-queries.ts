import type { DatabaseSync } from 'node:sqlite';
import {
  ANYWHERE,
  folderOf,
  FROM_ROOT,
  isTextFile,
  linkName,
  nameOfMark,
} from '../../domain/marks/file-marks.ts';
import { writtenForms } from '../../domain/names.ts';
import { articleKey, authorProfileKey, pageOwner, standingPageKey } from '../../domain/surrogate-keys.ts';
import { authorPath, standingPath } from '../../domain/urls.ts';
import { suggestName } from '../../problems/suggest-name.ts';
import { requiredText } from '../sqlite/columns.ts';
import {
  best,
  type Candidate,
  type LinkedFile,
  readCandidate,
  resolveSegments,
  sharedEnd,
  UNKNOWN,
  verdictOf,
} from './linked-file.ts';

/** Queries for links to files. */
export interface LinkQueries {
  /** What a mark (domain/marks/file-marks.ts) in the text of `file` means. `now` is milliseconds since 1970. */
  linkedFile(mark: string, file: string, now: number): LinkedFile;
  /** A file that a mark may have meant which means none: one of that name, or of one like it in the same folder; null for none. */
  nearFile(mark: string, file: string): string | null;
}

/** Whom the permalink ledger has for a file: `article:ID`, `page:FILE`, or null. */
export type OwnerOfFile = (file: string) => string | null;

/** Articles of one name that are looked at; archives have an `index` in each folder, and its name is the folder's. */
const MOST = 100;
const COLUMNS = 'id, file, article.path, is_draft, published_ms, expires_ms';

/**
 * Prepares the queries. A path means the file at it; else what that file has become since, by the ledger; else an article
 * of that name: in the same folder, or the only one. A bare name means the article that has it, of several the one whose
 * folder says most, then one beside the text, then the one nearest to the root; else the one of that title.
 */
export function linkQueries(database: DatabaseSync, ownerOfFile: OwnerOfFile): LinkQueries {
  const byFile = database.prepare(`SELECT ${COLUMNS} FROM article WHERE file = ?`);
  const byId = database.prepare(`SELECT ${COLUMNS} FROM article WHERE id = ?`);
  const byName = database.prepare(
    `SELECT ${COLUMNS} FROM article WHERE slug = :name
     UNION ALL SELECT ${COLUMNS} FROM article_name AS named JOIN article ON article.key = named.article_key
     WHERE named.name = :name LIMIT ${MOST}`,
  );
  const inFolder = database.prepare(
    `SELECT file FROM article WHERE file > :from AND file < :to ORDER BY file LIMIT ${5 * MOST}`,
  );
  const byTitle = database.prepare(
    `SELECT ${COLUMNS} FROM article WHERE title = ? COLLATE NOCASE LIMIT ${MOST}`,
  );
  const pageByFile = database.prepare('SELECT path, is_draft, file FROM standing_page WHERE file = ?');
  const pageByPath = database.prepare(
    'SELECT path, is_draft, file FROM standing_page WHERE path = ? AND is_draft = 0',
  );
  const pageByTitle = database.prepare(
    'SELECT path, is_draft, file FROM standing_page WHERE title = ? COLLATE NOCASE AND is_draft = 0',
  );
  const author = database.prepare('SELECT slug FROM author_profile WHERE file = ?');

  const pageAt = (row: Record<string, unknown> | undefined): LinkedFile => {
    if (row === undefined) return UNKNOWN;
    const [path, file] = [requiredText(row, 'path'), requiredText(row, 'file')];
    const isDraft = row['is_draft'] !== 0;
    const key = standingPageKey(path);
    return isDraft ? { kind: 'hidden', file, isDraft, key } : { kind: 'live', path, key };
  };
  const authorAt = (file: string): LinkedFile => {
    const row = file.startsWith('authors/') ? author.get(file) : undefined;
    if (row === undefined) return UNKNOWN;
    const slug = requiredText(row, 'slug');
    return { kind: 'live', path: authorPath(slug), key: authorProfileKey(slug) };
  };
  const whatIsAt = (file: string, now: number): LinkedFile => {
    for (const form of writtenForms(file)) {
      const article = byFile.get(form);
      if (article !== undefined) return verdictOf(readCandidate(article, now));
      const other = form.startsWith('pages/') ? pageAt(pageByFile.get(form)) : authorAt(form);
      if (other.kind !== 'unknown') return other;
    }
    return UNKNOWN;
  };
  /** What a file has become that is not there any more. */
  const whatWasAt = (file: string, now: number): LinkedFile => {
    const owner = ownerOfFile(file);
    if (owner?.startsWith(PAGE)) return pageAt(pageByFile.get(owner.slice(PAGE.length)));
    const id = owner?.startsWith(ARTICLE) ? owner.slice(ARTICLE.length) : file.replace(/\.[a-z]+$/i, '');
    const row = byId.get(id);
    return row === undefined ? UNKNOWN : verdictOf(readCandidate(row, now));
  };
  const named = (name: string, now: number): Candidate[] =>
    name === '' ? [] : byName.all({ name }).map((row) => readCandidate(row, now));

  const atPath = (path: string, now: number): LinkedFile => {
    const files = isTextFile(path) ? [path] : TEXT_OF_PATH.map((end) => path + end);
    for (const file of files) {
      const found = whatIsAt(file, now);
      if (found.kind !== 'unknown') return found;
    }
    for (const file of files) {
      const found = whatWasAt(file, now);
      if (found.kind !== 'unknown') return found;
    }
    return UNKNOWN;
  };
  const relative = (mark: string, file: string, now: number): LinkedFile => {
    const folder = file.split('/').slice(0, -1);
    const segments = resolveSegments([...folder, ...mark.split('/')]);
    if (segments === null || segments.length === 0) return isTextFile(mark) ? only(mark, now) : UNKNOWN;
    const path = segments.join('/');
    const exact = atPath(path, now);
    if (exact.kind !== 'unknown') return exact;
    const wanted = folderOf(path).join('/');
    const beside = named(linkName(path), now).filter((one) => folderOf(one.file).join('/') === wanted);
    if (beside.length > 0) return best(beside, [], file);
    return isTextFile(path) ? only(path, now) : UNKNOWN;
  };
  /** The only article of the name that a path ends with. */
  const only = (path: string, now: number): LinkedFile => {
    const [one, ...others] = named(linkName(path), now);
    return one === undefined || others.length > 0 ? UNKNOWN : verdictOf(one);
  };
  const fromRoot = (path: string, file: string, now: number): LinkedFile => {
    const segments = resolveSegments(path.split('/'));
    if (segments === null || segments.length === 0) return UNKNOWN;
    for (const root of ['articles', 'pages', null]) {
      const found = atPath([...(root === null ? [] : [root]), ...segments].join('/'), now);
      if (found.kind !== 'unknown') return found;
    }
    const whole = segments.join('/');
    const all = named(linkName(whole), now);
    const folder = folderOf(whole);
    const most = Math.max(...all.map((one) => sharedEnd(folderOf(one.file), folder)));
    const nearest = all.filter((one) => sharedEnd(folderOf(one.file), folder) === most);
    if (nearest.length > 0) return nearest.length === 1 || most > 0 ? best(nearest, folder, file) : UNKNOWN;
    return segments.length === 1 ? pageAt(pageByPath.get(standingPath(linkName(whole)))) : UNKNOWN;
  };
  const anywhere = (name: string, file: string, now: number): LinkedFile => {
    if (/^\.{0,2}\//.test(name)) return relative(name.replace(/^\/+/, ''), file, now);
    const beside = relative(isTextFile(name) ? name : `${name}.md`, file, now);
    if (beside.kind === 'live') return beside;
    const found = best(named(linkName(name), now), folderOf(name), file);
    if (found.kind === 'live') return found;
    const titled = byTitle.all(name).map((row) => readCandidate(row, now));
    const answers = [
      best(titled, [], file),
      pageAt(pageByPath.get(standingPath(linkName(name)))),
      pageAt(pageByTitle.get(name)),
    ];
    const known = [...answers.filter(({ kind }) => kind === 'live'), beside, found, ...answers];
    return known.find(({ kind }) => kind !== 'unknown') ?? UNKNOWN;
  };

  return {
    linkedFile(mark, file, now) {
      if (mark.startsWith(ANYWHERE)) return anywhere(mark.slice(ANYWHERE.length), file, now);
      if (mark.startsWith(FROM_ROOT)) return fromRoot(mark.slice(FROM_ROOT.length), file, now);
      return relative(mark, file, now);
    },
    nearFile(mark, file) {
      const name = nameOfMark(mark);
      const [same] = name === '' ? [] : byName.all({ name });
      if (same !== undefined) return requiredText(same, 'file');
      const home = file.split('/').slice(0, -1);
      const isRelative = !mark.startsWith(ANYWHERE) && !mark.startsWith(FROM_ROOT);
      const folder =
        (isRelative ? resolveSegments([...home, ...mark.split('/').slice(0, -1)]) : null) ?? home;
      const path = folder.join('/');
      const files = inFolder
        .all({ from: `${path}/`, to: `${path}0` })
        .map((row) => requiredText(row, 'file'));
      const names = new Map(files.map((one) => [linkName(one), one]));
      return names.get(suggestName(name, names.keys()) ?? '') ?? null;
    },
  };
}

const ARTICLE = articleKey('');
const PAGE = pageOwner('');
/** The files that may be the text of a path without an extension. */
const TEXT_OF_PATH = ['.md', '/index.md', '.markdown', '.mdx'];
