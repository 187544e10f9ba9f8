import { toArticleRow, withId } from '../../catalog/store/article-row.ts';
import type { FileRead } from '../../catalog/publish/file-read.ts';
import { type GoodVersion, unpackGoodText } from '../../catalog/last-good/last-good-store.ts';
import type { FoldedWord } from '../../catalog/search/fold-word.ts';
import { createWordCollector, toSearchDocument } from '../../catalog/search/search-entry.ts';
import type { IndexedText, UnindexedText } from '../../catalog/publish/search-index.ts';
import type { Site } from '../../config/site.ts';
import { parseArticles } from '../../content/articles/parse-articles.ts';
import { readArticleFiles, toReadArticle } from './read-article-files.ts';
import type { UnjudgedFile } from '../watch/unjudged-files.ts';

/** Work that a thread can take off the writer; requests and answers pass between threads by value. */
export type ParseJob =
  | {
      readonly kind: 'read';
      readonly files: readonly string[];
      readonly mode: 'head' | 'full';
      readonly now: number;
    }
  | {
      /** Articles from what is kept of them. */
      readonly kind: 'keep';
      readonly versions: readonly GoodVersion[];
      readonly mode: 'head' | 'full';
    }
  | { readonly kind: 'inspect'; readonly texts: readonly UnindexedText[] };

export interface ParseContext {
  readonly contentDir: string;
  readonly site: Site;
}

export type ParseAnswer =
  | {
      readonly kind: 'read';
      readonly reads: readonly FileRead[];
      readonly unjudged: readonly UnjudgedFile[];
    }
  | {
      readonly kind: 'inspect';
      readonly inspected: readonly IndexedText[];
      /** How many are missing in it, because the machine had no time to judge them. */
      readonly unjudged: number;
      /** Of all of them, each once. */
      readonly words: readonly FoldedWord[];
    };

/** Does one job, synchronously. */
export function doParseJob(job: ParseJob, { contentDir, site }: ParseContext): ParseAnswer {
  if (job.kind === 'read') {
    const { files, mode, now } = job;
    const { reads, unjudged } = readArticleFiles(files, { contentDir, site, mode, now });
    return { kind: 'read', reads, unjudged };
  }
  if (job.kind === 'keep') return { kind: 'read', ...readGoodVersions(job.versions, site, job.mode) };
  const parsed = parseArticles(
    job.texts.map(({ file, text }) => ({ file, text })),
    site,
    'inspect',
  );
  const { words, collect } = createWordCollector();
  const inspected = job.texts.flatMap(({ key, file, digest }, index) => {
    const one = parsed[index];
    if (one === null) return [];
    const plainText = one?.inspectedText ?? one?.body?.plainText ?? '';
    const row = one?.article == null ? NOTHING : toArticleRow(one.article);
    const language = one?.article?.language ?? site.language;
    const document = toSearchDocument(row, plainText, language, collect);
    return { key, file, digest, document, problems: one?.problems ?? [], textLinks: one?.links ?? [] };
  });
  const unjudged = parsed.filter((one) => one === null).length;
  return { kind: 'inspect', inspected, unjudged, words: words() };
}

/** Of a text that is no article any more, which cannot be while its digest stays. */
const NOTHING = { title: '', description: '', section: null, labels: [] };

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
  const reads = versions.flatMap(({ file, id, mtimeMs, sizeBytes, digest }, index): FileRead[] => {
    const one = parsed[index];
    if (one === undefined || one === null) return [];
    const article = toReadArticle(one, site);
    const isDenied = id !== null && article?.hasOwnId === true && article.row.id !== id;
    return [
      {
        file,
        // The file is looked at once more, so that its editors are told.
        mtimeMs: isDenied ? -1 : mtimeMs,
        sizeBytes,
        digest,
        article: article && {
          ...article,
          row: withId(article.row, id ?? article.row.id),
          hasOwnId: true,
          ...(isDenied ? { wantedId: article.row.id } : {}),
        },
        problems: one.problems,
      },
    ];
  });
  return { reads, unjudged };
}
