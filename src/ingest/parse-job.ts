import { toArticleRow } from '../catalog/article-row.ts';
import type { FileRead } from '../catalog/file-read.ts';
import type { FoldedWord } from '../catalog/search/fold-word.ts';
import { createWordCollector, toSearchDocument } from '../catalog/search/search-entry.ts';
import type { IndexedText, UnindexedText } from '../catalog/search-index.ts';
import type { Site } from '../config/site.ts';
import { parseArticles } from '../content/parse-article.ts';
import { readArticleFiles } from './read-article-files.ts';

/** Work that a thread can take off the writer; requests and answers pass between threads by value. */
export type ParseJob =
  | {
      readonly kind: 'read';
      readonly files: readonly string[];
      readonly mode: 'head' | 'full';
      readonly now: number;
    }
  | { readonly kind: 'inspect'; readonly texts: readonly UnindexedText[] };

export interface ParseContext {
  readonly contentDir: string;
  readonly site: Site;
}

export type ParseAnswer =
  | { readonly kind: 'read'; readonly reads: readonly FileRead[] }
  | {
      readonly kind: 'inspect';
      readonly inspected: readonly IndexedText[];
      /** Of all of them, each once. */
      readonly words: readonly FoldedWord[];
    };

/** Does one job, synchronously. */
export function doParseJob(job: ParseJob, { contentDir, site }: ParseContext): ParseAnswer {
  if (job.kind === 'read') {
    const { files, mode, now } = job;
    return { kind: 'read', reads: readArticleFiles(files, { contentDir, site, mode, now }).reads };
  }
  const parsed = parseArticles(
    job.texts.map(({ file, text }) => ({ file, text })),
    site,
    'inspect',
  );
  const { words, collect } = createWordCollector();
  const inspected = job.texts.map(({ key, file, digest }, index) => {
    const one = parsed[index];
    const plainText = one?.inspectedText ?? one?.body?.plainText ?? '';
    const row = one?.article == null ? NOTHING : toArticleRow(one.article);
    const document = toSearchDocument(row, plainText, collect);
    return { key, file, digest, document, problems: one?.problems ?? [] };
  });
  return { kind: 'inspect', inspected, words: words() };
}

/** Of a text that is no article any more, which cannot be while its digest stays. */
const NOTHING = { title: '', description: '', section: null, labels: [] };
