import type { Article } from '../domain/article.ts';
import type { Position } from '../problems/line-index.ts';
import type { Problem } from '../problems/problem.ts';
import { createProblemLog } from '../problems/problem-log.ts';

/** An article and what its file says beside it. */
export interface FiledArticle {
  readonly article: Article;
  /** When the file was made and last changed, in milliseconds. */
  readonly createdMs: number;
  readonly changedMs: number;
  /** Where each alias is written. */
  readonly aliasPlaces: ReadonlyMap<string, Position>;
}

/** Sorts drafts behind everything published: they own no address yet. */
export const draftsLast = (a: FiledArticle, b: FiledArticle): number =>
  Number(a.article.isDraft) - Number(b.article.isDraft);

/**
 * Lets each URL and each id belong to one article: the earlier keeps it, the other is left out with an
 * error that names both. A draft counts as later than anything published, so that it takes no page down.
 * Else earlier means published earlier, which a copy of the folder does not change;
 * where that is the same, the file made earlier, then changed earlier, then first by path. What is kept
 * comes back earliest first.
 */
export function settleUrls(filed: readonly FiledArticle[]): { kept: FiledArticle[]; problems: Problem[] } {
  const earliestFirst = [...filed].sort(
    (a, b) =>
      draftsLast(a, b) ||
      a.article.published.epochMs - b.article.published.epochMs ||
      a.createdMs - b.createdMs ||
      a.changedMs - b.changedMs ||
      (a.article.file < b.article.file ? -1 : 1),
  );
  const owners = new Map<string, Article>();
  const kept: FiledArticle[] = [];
  const problems: Problem[] = [];
  for (const one of earliestFirst) {
    const { article } = one;
    const log = createProblemLog(article.file);
    const urlOwner = owners.get(`url ${article.path}`);
    const idOwner = owners.get(`id ${article.id}`);
    if (urlOwner !== undefined) {
      log.error({
        code: 'url-taken',
        message: `${article.file} and ${urlOwner.file} both have the URL ${article.path}; the earlier article keeps it.`,
        hint: 'Give this one another date, file name or "slug: …".',
      });
    }
    if (idOwner !== undefined) {
      log.error({
        code: 'id-taken',
        message: `${article.file} and ${idOwner.file} both have the id "${article.id}"; the earlier article keeps it.`,
        hint: 'Give this one another "id: …", or remove the line.',
      });
    }
    problems.push(...log.list());
    if (log.hasErrors) continue;
    owners.set(`url ${article.path}`, article);
    owners.set(`id ${article.id}`, article);
    kept.push(one);
  }
  return { kept, problems };
}
