import { articleKey } from '../../domain/surrogate-keys.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import type { ArticleRow } from '../store/article-row.ts';
import type { ArticleStore, StoredArticle } from '../store/article-store.ts';
import type { Permalink, PermalinkLedger } from '../permalinks/permalink.ts';
import { distinctPaths } from './distinct-paths.ts';

/** An article that asks for its URL and its id. */
export interface Claim {
  readonly row: ArticleRow;
  /** Digest of its file's text. */
  readonly digest: string;
  /** The version that it replaces. */
  readonly old: StoredArticle | null;
}

/** What becomes of a claim. */
export type Verdict =
  /** It is published at `path`, which others may have to yield; the problems say where that is not its own. */
  | {
      readonly kind: 'granted';
      readonly path: string;
      readonly displaced: readonly StoredArticle[];
      readonly problems: readonly Problem[];
    }
  /** Another has its id, so that it must do with that of its file. */
  | { readonly kind: 'nameless'; readonly problems: readonly Problem[] }
  /** Another has its URL, and it is asked again when all are in. */
  | { readonly kind: 'waiting'; readonly problems: readonly [] }
  /** It is a copy of the article that has its URL. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export interface ClaimDeps {
  readonly articles: ArticleStore;
  readonly ledger: Pick<PermalinkLedger, 'latestOfPath' | 'latestOfOwner'>;
  readonly isFirstBuild: boolean;
}

/**
 * Judges whether an article may have its URL and its id. A URL or id that readers were once given stays with the article
 * that had it. Else the earlier article has it: drafts are later than anything published, then the publication date
 * decides, then the paths of the files; never their times, which differ from machine to machine. Whoever does not get the
 * URL gets one made of its own path, unless its text is the same.
 */
export function decideClaim(claim: Claim, deps: ClaimDeps): Verdict {
  const { row } = claim;
  const log = createProblemLog(row.file);
  const id = contestId(claim, deps);
  if (id.kind === 'lost') {
    log.warn(idTaken(row, id.holder));
    return { kind: 'nameless', problems: log.list() };
  }
  const url = contestUrl(claim, deps);
  const displaced = [id, url].flatMap((won) => (won.kind === 'won' && won.rival !== null ? [won.rival] : []));
  if (url.kind === 'won')
    return { kind: 'granted', path: row.path, displaced: distinct(displaced), problems: [] };
  const original = deps.isFirstBuild ? undefined : findOriginal(claim, deps);
  if (original !== undefined) {
    log.error(copyOf(row, original.row.file));
    return { kind: 'refused', problems: log.list() };
  }
  const path = distinctPaths(row).find((one) => isFree(one, claim, deps));
  if (path === undefined) return { kind: 'waiting', problems: [] };
  log.warn(urlTaken(row, url.holder, path));
  return { kind: 'granted', path, displaced, problems: log.list() };
}

type Contest =
  | { readonly kind: 'won'; readonly rival: StoredArticle | null }
  | { readonly kind: 'lost'; readonly rival: StoredArticle | null; readonly holder: string };

function contestUrl({ row, old }: Claim, { articles, ledger }: ClaimDeps): Contest {
  const rival = other(articles.ofPath(row.path), old);
  const past = ledger.latestOfPath(row.path);
  const isRivals = rival !== null && past !== null && past.owner === articleKey(rival.row.id);
  if (past !== null && (isRivals || !isOwn(past, row, old)))
    return { kind: 'lost', rival, holder: rival?.row.file ?? past.file };
  if (rival === null || past !== null || isEarlier(row, rival.row)) return { kind: 'won', rival };
  return { kind: 'lost', rival, holder: rival.row.file };
}

function contestId({ row, old }: Claim, { articles, ledger }: ClaimDeps): Contest {
  const rival = other(articles.ofId(row.id), old);
  if (rival === null) return { kind: 'won', rival };
  const past = ledger.latestOfOwner(articleKey(row.id))?.file;
  const isWon = past === row.file || (past !== rival.row.file && isEarlier(row, rival.row));
  return isWon ? { kind: 'won', rival } : { kind: 'lost', rival, holder: rival.row.file };
}

/** Whether nobody has or had a path made for an article; before all are in, whether readers know it as its own. */
function isFree(path: string, { row, old }: Claim, { articles, ledger, isFirstBuild }: ClaimDeps): boolean {
  const past = ledger.latestOfPath(path);
  const isMine = past === null ? !isFirstBuild : isOwn(past, row, old);
  return isMine && other(articles.ofPath(path), old) === null;
}

/** The article of the same text that has the URL, or one made for it. */
function findOriginal({ row, digest, old }: Claim, { articles }: ClaimDeps): StoredArticle | undefined {
  return articles
    .ofDigest(digest)
    .find(
      (twin) =>
        twin.key !== old?.key &&
        [row.path, ...distinctPaths({ ...row, file: twin.row.file })].includes(twin.row.path),
    );
}

const isOwn = (past: Permalink, row: ArticleRow, old: StoredArticle | null): boolean =>
  past.file === row.file ||
  past.owner === articleKey(row.id) ||
  (old !== null && past.owner === articleKey(old.row.id));

const other = (found: StoredArticle | null, old: StoredArticle | null): StoredArticle | null =>
  found === null || found.key === old?.key ? null : found;

const distinct = (rivals: readonly StoredArticle[]): StoredArticle[] =>
  rivals.filter(({ key }, index) => rivals.findIndex((one) => one.key === key) === index);

/** An order of all articles that every machine sees alike. */
function isEarlier(row: ArticleRow, rival: ArticleRow): boolean {
  const order = Number(row.isDraft) - Number(rival.isDraft) || row.publishedMs - rival.publishedMs;
  return order === 0 ? row.file < rival.file : order < 0;
}

const urlTaken = ({ file, path }: ArticleRow, holder: string, given: string) => ({
  code: 'url-taken',
  message: `${file} asks for the URL ${path}, which ${holder} has or had; this article is at ${given}.`,
  hint: 'To choose its address, give it another "slug: …"; if both are one article, the "id: …" of the other.',
});

const copyOf = ({ file, path }: ArticleRow, holder: string) => ({
  code: 'url-taken',
  message: `${file} and ${holder} have the same text and the URL ${path}; the earlier article keeps it.`,
  hint: 'Remove one of the two; if both are meant, give this one another "slug: …".',
});

const idTaken = ({ file, id }: ArticleRow, holder: string) => ({
  code: 'id-taken',
  message: `${file} and ${holder} both have the id "${id}"; the earlier article keeps it, and it was ignored here.`,
  hint: 'Give this one another "id: …", or remove the line.',
});
