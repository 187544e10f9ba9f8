import type { Article } from '../domain/article.ts';
import type { Problem } from '../problems/problem.ts';
import { createProblemLog } from '../problems/problem-log.ts';

/** An article and the times of its file, in milliseconds. */
export interface DatedArticle {
  readonly article: Article;
  readonly createdMs: number;
  readonly changedMs: number;
}

/**
 * Lets each URL and each id belong to one article: the older file keeps it, the newer is left out with
 * an error that names both. Older means made earlier, then changed earlier, then published earlier,
 * then first by path. The articles come back sorted by file.
 */
export function settleUrls(dated: readonly DatedArticle[]): { articles: Article[]; problems: Problem[] } {
  const oldestFirst = [...dated].sort(
    (a, b) =>
      a.createdMs - b.createdMs ||
      a.changedMs - b.changedMs ||
      a.article.published.epochMs - b.article.published.epochMs ||
      compareText(a.article.file, b.article.file),
  );
  const owners = new Map<string, Article>();
  const articles: Article[] = [];
  const problems: Problem[] = [];
  for (const { article } of oldestFirst) {
    const log = createProblemLog(article.file);
    const urlOwner = owners.get(`url ${article.path}`);
    const idOwner = owners.get(`id ${article.id}`);
    if (urlOwner !== undefined) {
      log.error({
        code: 'url-taken',
        message: `${article.file} and ${urlOwner.file} both have the URL ${article.path}; the older file keeps it.`,
        hint: 'Give this one another date, file name or "slug: …".',
      });
    }
    if (idOwner !== undefined) {
      log.error({
        code: 'id-taken',
        message: `${article.file} and ${idOwner.file} both have the id "${article.id}"; the older file keeps it.`,
        hint: 'Give this one another "id: …", or remove the line.',
      });
    }
    problems.push(...log.list());
    if (log.hasErrors) continue;
    owners.set(`url ${article.path}`, article);
    owners.set(`id ${article.id}`, article);
    articles.push(article);
  }
  return { articles: articles.sort((a, b) => compareText(a.file, b.file)), problems };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
