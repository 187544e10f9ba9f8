import type { Site } from '../../src/config/site.ts';
import { parseArticle, type TextFile } from '../../src/content/articles/parse-article.ts';
import type { Article } from '../../src/domain/article.ts';
import type { Problem } from '../../src/problems/problem.ts';
import { TEST_SITE } from './test-site.ts';

/** A file's article with its body, as pages show it, and its problems. */
export function wholeArticle(
  source: TextFile,
  site: Site = TEST_SITE,
): { article: Article | null; problems: Problem[] } {
  const { article, body, problems } = parseArticle(source, site);
  if (article === null || body === null) return { article: null, problems };
  return { article: { ...article, bodyHtml: body.bodyHtml, wordCount: body.wordCount }, problems };
}
