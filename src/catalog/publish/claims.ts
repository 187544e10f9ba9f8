import { articleKey } from '../../domain/surrogate-keys.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import type { ArticleRow } from '../store/article-row.ts';
import type { ArticleStore, StoredArticle } from '../store/article-store.ts';
import type { PermalinkLedger } from '../permalinks/permalink.ts';
import type { SourceStore } from '../store/source-store.ts';

/** An article with the file times that decide where its date does not. */
export interface Claim {
  readonly row: ArticleRow;
  readonly createdMs: number;
  readonly mtimeMs: number;
}

/** Either the article may have what it asks for, and others must yield it, or the errors say who has it. */
export type Verdict =
  | { readonly kind: 'granted'; readonly displaced: readonly StoredArticle[] }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export interface ClaimDeps {
  readonly articles: ArticleStore;
  readonly sources: SourceStore;
  readonly ledger: PermalinkLedger;
}

/**
 * Judges whether an article may have its URL and its id. A URL that readers were once given stays with
 * the article that had it. Else the earlier article has it: drafts are later than anything published,
 * then the publication date decides, then when the files were made and changed, then their names.
 * `old` is the version that the article replaces.
 */
export function decideClaim(claim: Claim, old: StoredArticle | null, deps: ClaimDeps): Verdict {
  const { articles, ledger } = deps;
  const { row } = claim;
  const log = createProblemLog(row.file);
  const past = ledger.latestOfPath(row.path);
  const rival = other(articles.ofPath(row.path), old);
  const isOwn =
    past === null ||
    past.file === row.file ||
    past.owner === articleKey(row.id) ||
    (old !== null && past.owner === articleKey(old.row.id));
  if (!isOwn && rival === null) log.error(urlHadByAnother(row, past.file));
  const displaced: StoredArticle[] = [];
  if (rival !== null) {
    const isRivals = past !== null && past.owner === articleKey(rival.row.id);
    if (isRivals || !isEarlier(claim, rival, deps)) log.error(urlTaken(row, rival.row.file));
    else displaced.push(rival);
  }
  const namesake = other(articles.ofId(row.id), old);
  if (namesake !== null && namesake.key !== rival?.key) {
    const latest = ledger.latestOfOwner(articleKey(row.id));
    const isNamesakes = latest !== null && latest.file === namesake.row.file;
    if (isNamesakes || !isEarlier(claim, namesake, deps)) log.error(idTaken(row, namesake.row.file));
    else displaced.push(namesake);
  } else if (namesake !== null && displaced.length === 0) {
    log.error(idTaken(row, namesake.row.file));
  }
  return log.hasErrors ? { kind: 'refused', problems: log.list() } : { kind: 'granted', displaced };
}

const other = (found: StoredArticle | null, old: StoredArticle | null): StoredArticle | null =>
  found === null || found.key === old?.key ? null : found;

function isEarlier(claim: Claim, rival: StoredArticle, { sources }: ClaimDeps): boolean {
  const file = sources.get(rival.row.file);
  const order =
    Number(claim.row.isDraft) - Number(rival.row.isDraft) ||
    claim.row.publishedMs - rival.row.publishedMs ||
    claim.createdMs - (file?.createdMs ?? 0) ||
    claim.mtimeMs - (file?.mtimeMs ?? 0);
  return order === 0 ? claim.row.file < rival.row.file : order < 0;
}

/** The errors that an article gets when an earlier one turns up for its URL or id. */
export function displacedProblems(row: ArticleRow, winner: ArticleRow): readonly Problem[] {
  const log = createProblemLog(row.file);
  if (row.path === winner.path) log.error(urlTaken(row, winner.file));
  if (row.id === winner.id) log.error(idTaken(row, winner.file));
  return log.list();
}

const urlTaken = ({ file, path }: ArticleRow, owner: string) => ({
  code: 'url-taken',
  message: `${file} and ${owner} both have the URL ${path}; the earlier article keeps it.`,
  hint: 'Give this one another date, file name or "slug: …".',
});

const urlHadByAnother = ({ file, path }: ArticleRow, owner: string) => ({
  code: 'url-taken',
  message: `${file} asks for the URL ${path}, which readers know as that of ${owner}.`,
  hint: 'Give this one another date, file name or "slug: …"; if it is the same article, the "id: …" of the other.',
});

const idTaken = ({ file, id }: ArticleRow, owner: string) => ({
  code: 'id-taken',
  message: `${file} and ${owner} both have the id "${id}"; the earlier article keeps it.`,
  hint: 'Give this one another "id: …", or remove the line.',
});
