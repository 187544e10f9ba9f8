import type { FiledArticle } from '../../src/content/settle-urls.ts';
import { parseArticle } from '../../src/content/parse-article.ts';
import { TEST_SITE } from './test-site.ts';

interface FiledTimes {
  readonly createdMs?: number;
  readonly changedMs?: number;
}

/** A parsed article with the front matter's further lines, as loadContent files it. */
export function filedArticle(file: string, lines: string, times: FiledTimes = {}): FiledArticle {
  const text = `---\ntitle: T\n${lines}\n---\n`;
  const { article, aliasPlaces } = parseArticle({ file, text }, TEST_SITE);
  if (article === null) throw new Error('the article is sound');
  return { article, aliasPlaces, createdMs: 1, changedMs: 1, ...times };
}
