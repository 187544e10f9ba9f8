import { articleId } from '../../domain/article.ts';
import type { Problem } from '../../problems/problem.ts';
import { withId } from '../store/article-row.ts';
import type { StoredArticle } from '../store/article-store.ts';
import { decideClaim, type Verdict } from './claims.ts';
import type { FileRead, ReadArticle } from './file-read.ts';
import { type Identified, identify, type IdentityDeps } from './identity.ts';

/** Which article a file holds, and what becomes of its wish for a URL. */
export interface JudgedRead extends Identified {
  readonly verdict: Exclude<Verdict, { readonly kind: 'nameless' }>;
  /** That the file names an id which is another's. */
  readonly told: readonly Problem[];
}

/**
 * Finds out which article a file holds, and whether it may have its URL and its id. One whose id is another's goes by the
 * path of its file, and by a number behind it where that is taken too. `batch` holds the digests of the files that were
 * read together.
 */
export function judgeRead(
  read: FileRead,
  asked: ReadArticle,
  batch: ReadonlyMap<string, string>,
  deps: Omit<IdentityDeps, 'isVacated'>,
): JudgedRead {
  const isVacated = ({ row, digest }: StoredArticle): boolean =>
    deps.isGone(row.file) || (batch.get(row.file) ?? digest) !== digest;
  const told: Problem[] = [];
  const byFile = articleId(read.file);
  let article = asked;
  for (let number = asked.hasOwnId ? 1 : 2; ; number += 1) {
    const found = identify(read, article, { ...deps, isVacated });
    const verdict = decideClaim({ row: found.article.row, digest: read.digest, old: found.old }, deps);
    if (verdict.kind !== 'nameless') return { ...found, verdict, told };
    if (asked.hasOwnId && told.length === 0) told.push(...verdict.problems);
    const id = number === 1 ? byFile : `${byFile}-${number}`;
    article = { ...asked, hasOwnId: number > 1, row: withId(asked.row, id) };
  }
}
