import type { DatabaseSync } from 'node:sqlite';
import { articleKey } from '../domain/surrogate-keys.ts';
import type { Problem } from '../problems/problem.ts';
import { sortProblems } from '../problems/sort-problems.ts';
import { aliasProblems } from './alias-problems.ts';
import { type ArticleRow, isVisibleRow } from './article-row.ts';
import type { ArticleStore, StoredArticle } from './article-store.ts';
import { changedFields } from './changed-fields.ts';
import { changedKeys } from './changed-keys.ts';
import { displacedProblems, judgeClaim } from './claims.ts';
import { requiredText } from './columns.ts';
import type { FileRead } from './file-read.ts';
import { identify } from './identity.ts';
import { neighbourIds } from './neighbour-ids.ts';
import type { Permalink, PermalinkLedger } from './permalinks/ledger.ts';
import type { SourceStore } from './source-store.ts';

/** What happened to one article, for the log. */
export interface ArticleChange {
  readonly file: string;
  readonly path: string;
  readonly change: 'added' | 'changed' | 'moved' | 'removed';
  /** Front matter fields that differ, and `body`. */
  readonly fields: readonly string[];
  /** Its URL or file before, where that was another. */
  readonly from: string | null;
  /** Whether readers see it, or saw it before. */
  readonly isPublic: boolean;
}

/** What a step of a publish did. */
export interface PublishStep {
  readonly change: ArticleChange | null;
  readonly keys: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  /** URLs that readers get to know by it. */
  readonly links: readonly Permalink[];
  /** Refused files that may now have what they asked for. */
  readonly retry: readonly string[];
}

export interface PublishDeps {
  readonly database: DatabaseSync;
  readonly articles: ArticleStore;
  readonly sources: SourceStore;
  readonly ledger: PermalinkLedger;
  readonly isGone: (file: string) => boolean;
  readonly isFirstBuild: boolean;
}

/** Publishes single files within the caller's transaction. Moments are milliseconds since 1970. */
export interface ArticlePublisher {
  /** Takes a file that was read: publishes it, or records why it keeps its last good version or has none. */
  publish(read: FileRead, now: number): PublishStep;
  /** Takes down the article of a file that is no longer there. */
  remove(file: string, now: number): PublishStep;
}

const NOTHING: PublishStep = { change: null, keys: new Set(), problems: [], links: [], retry: [] };

/** Prepares publishing over an open catalog. */
export function articlePublisher(deps: PublishDeps): ArticlePublisher {
  const { database, articles, sources, ledger, isGone, isFirstBuild } = deps;
  const neighboursOf = neighbourIds(database);
  const problemsOfAliases = aliasProblems(database);
  const withAlias = database.prepare(
    `SELECT file FROM article_alias AS alias JOIN article ON article.key = alias.article_key
     WHERE alias.path = ?`,
  );

  const keysOf = (before: ArticleRow | null, after: ArticleRow | null, now: number): Set<string> =>
    isFirstBuild
      ? new Set()
      : changedKeys(visible(before, now), visible(after, now), (row) => neighboursOf(row, now));

  const record = (read: FileRead, problems: readonly Problem[], wanted: ArticleRow | null): void => {
    const { file, mtimeMs, sizeBytes, createdMs, digest } = read;
    const claim = wanted === null ? null : { path: wanted.path, id: wanted.id };
    sources.put({ file, mtimeMs, sizeBytes, createdMs, digest, wanted: claim, problems });
  };

  const displace = (rival: StoredArticle, winner: ArticleRow): void => {
    articles.remove(rival);
    const source = sources.get(rival.row.file);
    if (source === null) return;
    const problems = sortProblems([...source.problems, ...displacedProblems(rival.row, winner)]);
    sources.put({ ...source, wanted: { path: rival.row.path, id: rival.row.id }, problems });
  };

  return {
    publish(read, now) {
      if (read.article === null) {
        const moved = isFirstBuild ? null : followBroken(read);
        record(read, read.problems, null);
        return {
          ...(moved === null ? NOTHING : movedWhileBroken(moved, read.file, now)),
          problems: read.problems,
        };
      }
      const { article, old } = identify(read, read.article, { articles, ledger, isGone, isFirstBuild });
      const { row } = article;
      const claim = { row, createdMs: read.createdMs, mtimeMs: read.mtimeMs };
      const verdict = judgeClaim(claim, old, { articles, sources, ledger });
      if (verdict.kind === 'refused') {
        const problems = sortProblems([...read.problems, ...verdict.problems]);
        record(read, problems, row);
        return { ...NOTHING, problems };
      }
      const keys = keysOf(old?.row ?? null, row, now);
      const fields = old === null ? [] : changedFields(database, old, article);
      for (const rival of verdict.displaced) displace(rival, row);
      if (old !== null && old.row.file !== row.file) sources.remove(old.row.file);
      if (old !== null && old.row.id !== row.id) {
        ledger.transfer(articleKey(old.row.id), { owner: articleKey(row.id), file: row.file }, now);
      }
      articles.put(row, article.text, read.digest, old, now);
      if (!isFirstBuild) for (const key of keysOf(old?.row ?? null, row, now)) keys.add(key);
      const problems = sortProblems([...read.problems, ...problemsOfAliases(row, article.aliasPlaces)]);
      record(read, problems, null);
      const change = describe(old, row, fields, now);
      const isSame = old !== null && fields.length === 0 && change.change === 'changed';
      const rivals = verdict.displaced.map((rival) => rival.row);
      const before = old === null ? rivals : [old.row, ...rivals];
      return {
        change: isSame ? null : change,
        keys,
        problems,
        links: isVisibleRow(row, now) ? linksOf(row) : [],
        // Where nothing changed nobody is asked again: two articles would ask each other for ever.
        retry:
          isFirstBuild || isSame ? [] : [...released(before, row), ...othersWithAlias([...before, row], row)],
      };
    },
    remove(file, now) {
      const article = articles.ofFile(file);
      sources.remove(file);
      if (article === null) return NOTHING;
      const { row, key, digest } = article;
      const copy = articles.ofDigest(digest).find((twin) => twin.key !== key && !isGone(twin.row.file));
      if (copy !== undefined) {
        const to = { owner: articleKey(copy.row.id), file: copy.row.file };
        ledger.transfer(articleKey(row.id), to, now);
      }
      const keys = keysOf(row, null, now);
      articles.remove(article);
      const change: ArticleChange = {
        file,
        path: row.path,
        change: 'removed',
        fields: [],
        from: null,
        isPublic: isVisibleRow(row, now),
      };
      const retry = [...released([row], null), ...othersWithAlias([row], null)];
      return { change, keys, problems: [], links: [], retry };
    },
  };

  /** A broken file that gets another name takes its last good version with it. */
  function followBroken({ file, digest }: FileRead): StoredArticle | null {
    if (articles.ofFile(file) !== null) return null;
    const before = sources.brokenAs(digest).find((other) => other !== file && isGone(other));
    const article = before === undefined ? null : articles.ofFile(before);
    if (before === undefined || article === null) return null;
    articles.rename(article.key, file);
    sources.remove(before);
    return article;
  }

  /** Files with an alias that is a path of these rows: whom it leads to may differ now, and they are told. */
  function othersWithAlias(rows: readonly ArticleRow[], kept: ArticleRow | null): string[] {
    const paths = new Set(rows.flatMap(({ path, aliases }) => [path, ...aliases]));
    const files = [...paths].flatMap((path) => withAlias.all(path).map((row) => requiredText(row, 'file')));
    return files.filter((file) => file !== kept?.file);
  }

  function released(rows: readonly ArticleRow[], kept: ArticleRow | null): string[] {
    const files = rows
      .filter((row) => row.path !== kept?.path || row.id !== kept?.id)
      .flatMap((row) => sources.waitingFor(row.path, row.id));
    return [...new Set(files)].filter((file) => file !== kept?.file);
  }
}

/** The URLs by which readers find an article. */
export function linksOf(row: Pick<ArticleRow, 'id' | 'file' | 'path' | 'aliases'>): Permalink[] {
  const owner = articleKey(row.id);
  return [row.path, ...row.aliases].map((path) => ({ path, owner, file: row.file }));
}

function movedWhileBroken({ row }: StoredArticle, file: string, now: number): PublishStep {
  const isPublic = isVisibleRow(row, now);
  const change: ArticleChange = {
    file,
    path: row.path,
    change: 'moved',
    fields: [],
    from: row.file,
    isPublic,
  };
  return { ...NOTHING, change, links: isPublic ? linksOf({ ...row, file }) : [] };
}

function visible(row: ArticleRow | null, now: number): ArticleRow | null {
  return row !== null && isVisibleRow(row, now) ? row : null;
}

function describe(
  old: StoredArticle | null,
  row: ArticleRow,
  fields: readonly string[],
  now: number,
): ArticleChange {
  const isPublic = isVisibleRow(row, now) || (old !== null && isVisibleRow(old.row, now));
  const { file, path } = row;
  if (old === null) return { file, path, change: 'added', fields, from: null, isPublic };
  if (old.row.path !== path) return { file, path, change: 'moved', fields, from: old.row.path, isPublic };
  if (old.row.file !== file) return { file, path, change: 'moved', fields, from: old.row.file, isPublic };
  return { file, path, change: 'changed', fields, from: null, isPublic };
}
