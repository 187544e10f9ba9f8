import type { FileRead } from '../catalog/file-read.ts';
import type { Site } from '../config/site.ts';
import { parseArticles } from '../content/parse-article.ts';
import type { Problem } from '../problems/problem.ts';
import { readArticleFiles } from './read-article-files.ts';

/** Work that a thread can take off the writer; requests and answers pass between threads by value. */
export type ParseJob =
  | {
      readonly kind: 'read';
      readonly files: readonly string[];
      readonly mode: 'head' | 'full';
      readonly now: number;
    }
  | { readonly kind: 'inspect'; readonly texts: readonly KeptText[] };

/** The text of an article whose body was not looked through yet. */
export interface KeptText {
  readonly key: number;
  readonly file: string;
  readonly digest: string;
  readonly text: string;
}

/** What looking through a body gave. */
export interface InspectedText {
  readonly key: number;
  readonly file: string;
  readonly digest: string;
  readonly plainText: string;
  readonly problems: readonly Problem[];
}

export interface ParseContext {
  readonly contentDir: string;
  readonly site: Site;
}

export type ParseAnswer =
  | { readonly kind: 'read'; readonly reads: readonly FileRead[] }
  | { readonly kind: 'inspect'; readonly inspected: readonly InspectedText[] };

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
    inspected: job.texts.map(({ key, file, digest }, index) => ({
      key,
      file,
      digest,
      plainText: parsed[index]?.inspectedText ?? parsed[index]?.body?.plainText ?? '',
      problems: parsed[index]?.problems ?? [],
    })),
  };
}
