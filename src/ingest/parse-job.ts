import type { FileRead } from '../catalog/file-read.ts';
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
  | { readonly kind: 'inspect'; readonly inspected: readonly IndexedText[] };

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
  return {
    kind: 'inspect',
    inspected: job.texts.map(({ key, file, digest }, index) => {
      const one = parsed[index];
      return {
        key,
        file,
        digest,
        title: one?.article?.title ?? '',
        description: one?.article?.description ?? '',
        plainText: one?.inspectedText ?? one?.body?.plainText ?? '',
        problems: one?.problems ?? [],
      };
    }),
  };
}
