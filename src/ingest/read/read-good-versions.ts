import { withId } from '../../catalog/store/article-row.ts';
import type { FileRead } from '../../catalog/publish/file-read.ts';
import { type GoodVersion, unpackGoodText } from '../../catalog/last-good/last-good-store.ts';
import type { Site } from '../../config/site.ts';
import { parseArticles } from '../../content/articles/parse-article.ts';
import { toReadArticle } from './read-article-files.ts';
import type { UnjudgedFile } from '../watch/unjudged-files.ts';

/**
 * Reads articles from their last good versions as this program reads files, each under the id by which readers know
 * it. A version that this program refuses has no article, and the problems say why; one that the machine had no time to
 * judge is only named.
 */
export function readGoodVersions(
  versions: readonly GoodVersion[],
  site: Site,
  mode: 'head' | 'full',
): { readonly reads: readonly FileRead[]; readonly unjudged: readonly UnjudgedFile[] } {
  const texts = versions.map(({ file, packedText }) => ({ file, text: unpackGoodText(packedText) }));
  const parsed = parseArticles(texts, site, mode);
  const unjudged = versions.filter((_, index) => parsed[index] === null);
  const reads = versions.flatMap(({ file, id, mtimeMs, sizeBytes, createdMs, digest }, index): FileRead[] => {
    const one = parsed[index];
    if (one === undefined || one === null) return [];
    const article = toReadArticle(one);
    return [
      {
        file,
        mtimeMs,
        sizeBytes,
        createdMs,
        digest,
        article: article && { ...article, row: withId(article.row, id ?? article.row.id), hasOwnId: true },
        problems: one.problems,
      },
    ];
  });
  return { reads, unjudged };
}
