import type { DatabaseSync } from 'node:sqlite';
import { articleKey } from '../../domain/surrogate-keys.ts';
import type { Problem } from '../../problems/problem.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import { aliasProblems } from './alias-problems.ts';
import { type ArticleChange, describeChange, describeRemoval } from './article-change.ts';
import type { ArticleLinks } from './article-links.ts';
import {
  type ArticleRow,
  isVisibleRow,
  visibleRow,
  toArticleRow,
  withId,
  withPath,
} from '../store/article-row.ts';
import type { ArticleStore, StoredArticle } from '../store/article-store.ts';
import { changedFields } from './changed-fields.ts';
import { changedKeys } from './changed-keys.ts';
import type { FileRead } from './file-read.ts';
import { copiesLeft, filesToRetry } from './files-to-retry.ts';
import type { IdentityDeps } from './identity.ts';
import { judgeRead } from './judge-read.ts';
import type { LinkChecker } from '../links/check-file-links.ts';
import type { KeysAround } from './keys-around.ts';
import { lostOldPaths } from './lost-old-paths.ts';
import { partProblems } from './part-problems.ts';
import type { Permalink } from '../permalinks/permalink.ts';
import { bylineProblems, createBylineResolver, resolveRead } from './resolve-bylines.ts';
import type { SourceStore } from '../store/source-store.ts';
import { moveBroken, vacateFile } from './vacate-file.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { type Limits, limitedTo, NO_LIMITS } from '../../domain/visibility.ts';

/** What a step of a publish did. */
export interface PublishStep {
  readonly change: ArticleChange | null;
  readonly keys: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  /** URLs that readers get to know by it. */
  readonly links: readonly Permalink[];
  /** Files that are to be judged again. */
  readonly retry: readonly string[];
}

export interface PublishDeps extends Pick<IdentityDeps, 'ledger' | 'isGone' | 'isFirstBuild'> {
  readonly database: DatabaseSync;
  readonly stores: {
    readonly articles: ArticleStore;
    readonly sources: SourceStore;
    readonly textLinks: LinkChecker;
  };
  readonly links: ArticleLinks;
  /** Null where nobody is told of keys. */
  readonly around: KeysAround | null;
}

/** Publishes single files within the caller's transaction. Moments are milliseconds since 1970. */
export interface ArticlePublisher {
  /**
   * Takes a file that was read: publishes it, or records why it keeps its last good version or has none.
   * `batch` holds the digests of the files that were read together, see digestsOf, by which those that swapped their
   * names are known.
   */
  publish(read: FileRead, now: number, batch: ReadonlyMap<string, string>): PublishStep;
  /** Takes down the article of a file that is no longer there. */
  remove(file: string, now: number): PublishStep;
}

const NOTHING: PublishStep = { change: null, keys: new Set(), problems: [], links: [], retry: [] };

/** Prepares publishing over an open catalog. */
export function articlePublisher(deps: PublishDeps): ArticlePublisher {
  const { database, stores, ledger, links, around, isGone, isFirstBuild } = deps;
  const { articles, sources, textLinks } = stores;
  const problemsOfAliases = aliasProblems(database, links);
  const problemsOfPart = partProblems(database);
  const resolve = createBylineResolver(database);
  const problemsOfBylines = bylineProblems(database);
  const toRetry = filesToRetry(database, sources, textLinks);
  const copiesLeftBy = copiesLeft(sources);

  const keysOf = (before: ArticleRow | null, after: ArticleRow | null, now: number): Set<string> =>
    isFirstBuild || around === null
      ? new Set()
      : changedKeys(visibleRow(before, now), visibleRow(after, now), (row, how) => around(row, now, how));

  /** `wanted` is what another has of what the article asked for. */
  const record = (read: FileRead, problems: readonly Problem[], wanted: ArticleRow | null): void => {
    const { file, mtimeMs, sizeBytes, digest } = read;
    const claim = wanted === null ? null : { path: wanted.path, id: wanted.id };
    sources.put({ file, mtimeMs, sizeBytes, digest, wanted: claim, problems });
  };

  /** An article that yields to an earlier one is to be read again, and gets another URL or id then. */
  const displace = (rival: StoredArticle): void => {
    articles.remove(rival);
    const source = sources.get(rival.row.file);
    const wanted = { path: rival.row.path, id: rival.row.id };
    if (source !== null) sources.put({ ...source, mtimeMs: -1, wanted });
  };

  /** The URLs of an article go on under the id that its file has now, unless that is another article's. */
  const handOver = (old: StoredArticle, row: ArticleRow, now: number): void => {
    const known = ledger.latestOfOwner(articleKey(row.id));
    // A file that had to do without the id until now was that article all along.
    const hasWaited = sources.get(row.file)?.wanted?.id === row.id;
    const isAnothers = known !== null && known.file !== row.file && !hasWaited;
    if (old.row.id === row.id || isAnothers) return;
    ledger.transfer(articleKey(old.row.id), { owner: articleKey(row.id), file: row.file }, now);
  };

  const publishBroken = (read: FileRead, now: number): PublishStep => {
    const moved = isFirstBuild ? null : moveBroken(read, { articles, sources, isGone });
    record(read, read.problems, null);
    const limited = limitKept(read, articles.ofFile(read.file), now);
    if (limited !== null) return { ...limited, problems: read.problems };
    if (moved === null) return { ...NOTHING, problems: read.problems };
    const row = { ...moved.row, file: read.file };
    const change = describeChange(moved.row, row, [], now);
    return { ...NOTHING, problems: read.problems, change, links: change.isPublic ? links.of(row) : [] };
  };

  /** What its file asks to be hidden is hidden, though the file cannot be published; null where it asks nothing new. */
  const limitKept = (read: FileRead, kept: StoredArticle | null, now: number): PublishStep | null => {
    if (kept === null || isFirstBuild) return null;
    const row = limitedRow(kept, read.limits, now);
    const text = row === null ? null : articles.textOf(kept.key);
    if (row === null || text === null) return null;
    const keys = keysOf(kept.row, null, now);
    // Search finds it again once it is indexed anew.
    articles.put(row, { ...text, search: null }, kept.digest, kept, now);
    for (const key of keysOf(null, row, now)) keys.add(key);
    const change = describeChange(kept.row, row, ['draft'], now);
    return { ...NOTHING, keys, change, retry: toRetry([kept.row], row) };
  };

  return {
    publish(read, now, batch) {
      if (read.article === null) return publishBroken(read, now);
      const asked = resolveRead(read.article, resolve);
      const {
        article: found,
        old,
        evicted,
        verdict,
        told,
      } = judgeRead(read, asked, batch, { articles, ledger, isGone, isFirstBuild });
      if (verdict.kind !== 'granted') {
        const problems = sortProblems([...read.problems, ...told, ...verdict.problems]);
        record(read, problems, found.row);
        const limited = limitKept(read, old?.row.file === read.file ? old : null, now);
        return { ...(limited ?? NOTHING), problems };
      }
      const article = { ...found, row: withPath(found.row, verdict.path) };
      const { row } = article;
      const keys = keysOf(old?.row ?? null, row, now);
      const fields = old === null ? [] : changedFields(articles, old, article);
      for (const rival of verdict.displaced) {
        for (const key of keysOf(rival.row, null, now)) keys.add(key);
        displace(rival);
      }
      if (evicted !== null) vacateFile(evicted, { articles, sources, isGone });
      if (old !== null && old.row.file !== row.file) {
        sources.remove(old.row.file);
        textLinks.forget(old.row.file);
      }
      if (old !== null) handOver(old, row, now);
      articles.put(row, article.text, read.digest, old, now);
      for (const key of keysOf(old?.row ?? null, row, now)) keys.add(key);
      const problems = sortProblems([
        ...read.problems,
        ...told,
        ...verdict.problems,
        ...problemsOfAliases(row, article.aliasPlaces),
        ...problemsOfPart(row, article.partPlace),
        ...problemsOfBylines(row),
        // In a first build most of what they lead to comes later.
        ...(isFirstBuild ? [] : textLinks.check(row.file, article.textLinks, now)),
      ]);
      const isAsAsked = row.path === asked.row.path && told.length === 0 && asked.wantedId === undefined;
      record(read, problems, isAsAsked ? null : withId(asked.row, asked.wantedId ?? asked.row.id));
      const change = describeChange(old?.row ?? null, row, fields, now);
      const isSame = change.change === 'changed' && fields.length === 0 && verdict.displaced.length === 0;
      const replaced = [...(old === null ? [] : [old]), ...verdict.displaced];
      const before = replaced.map((one) => one.row);
      const copies = isFirstBuild
        ? []
        : replaced.flatMap((one) => copiesLeftBy(one, { row, digest: read.digest }));
      return {
        change: isSame ? null : change,
        keys,
        problems,
        links: [
          ...(isVisibleRow(row, now) ? links.of(row) : []),
          ...lostOldPaths(before, row, row, { links, now }),
        ],
        // Where nothing changed nobody is asked again: two articles would ask each other for ever.
        retry: isFirstBuild ? [] : [...new Set([...(isSame ? [] : toRetry(before, row)), ...copies])],
      };
    },
    remove(file, now) {
      const article = articles.ofFile(file);
      sources.remove(file);
      textLinks.forget(file);
      if (article === null) return NOTHING;
      const { row, key, digest } = article;
      const copy = articles.ofDigest(digest).find((twin) => twin.key !== key && !isGone(twin.row.file));
      const owner = articleKey(row.id);
      if (copy !== undefined) {
        ledger.transfer(owner, { owner: articleKey(copy.row.id), file: copy.row.file }, now);
      } else {
        // A copy that was refused for want of the same URL is the article from now on.
        const [heir] = sources.brokenAs(digest).filter((other) => !isGone(other));
        if (heir !== undefined && isVisibleRow(row, now)) {
          ledger.append([{ path: row.path, owner, file: heir }], now);
        }
      }
      const keys = keysOf(row, null, now);
      articles.remove(article);
      return {
        change: describeRemoval(row, now),
        keys,
        problems: [],
        links: lostOldPaths([row], null, (copy ?? article).row, { links, now }),
        // A copy may have by now what it asked for.
        retry: [
          ...new Set([
            ...toRetry([row], null),
            ...copiesLeftBy(article, null),
            ...(copy === undefined ? [] : [copy.row.file]),
          ]),
        ],
      };
    },
  };
}

/**
 * The last good version of an article under the limits that its file has set since; null where that differs in nothing.
 */
function limitedRow({ row }: StoredArticle, limits: Limits | undefined, now: number): ArticleRow | null {
  const record = JSON.parse(row.record) as ArticleRecord;
  const limited = limitedTo(record, limits ?? NO_LIMITS, now);
  return limited === record ? null : toArticleRow(limited);
}
