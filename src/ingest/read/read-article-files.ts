import { hash } from 'node:crypto';
import { toArticleRow } from '../../catalog/store/article-row.ts';
import type { FileRead } from '../../catalog/publish/file-read.ts';
import { toSearchEntry } from '../../catalog/search/search-entry.ts';
import type { Site } from '../../config/site.ts';
import type { ParsedArticle } from '../../content/articles/parse-article.ts';
import { findEmbeds } from '../../content/markdown/embeds/find-embeds.ts';
import { parseArticles } from '../../content/articles/parse-articles.ts';
import { yearsAt } from '../../content/times/parse-editor-time.ts';
import { readSourceFileSync, type SourceFile, type SourceStats } from '../../content/source/directory.ts';
import type { Problem } from '../../problems/problem.ts';
import { isFresh } from './is-fresh.ts';
import type { UnjudgedFile } from '../watch/unjudged-files.ts';

export interface ReadOptions {
  readonly contentDir: string;
  readonly site: Site;
  /** `head` leaves bodies that cannot be wrong for later; see parse-article.ts. */
  readonly mode: 'head' | 'full';
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Digest of the text that was read before; a file that still has it is left out of the result. */
  readonly knownDigest?: (file: string) => string | null;
}

/** A file that says what it said, whose times alone may differ. */
export type UnchangedFile = Pick<FileRead, 'file' | 'mtimeMs' | 'sizeBytes'>;

export interface ReadFiles {
  readonly reads: FileRead[];
  readonly unchanged: UnchangedFile[];
  /** Files that were not there. */
  readonly missing: string[];
  /** Files that the machine had no time to judge; nothing is known of them. */
  readonly unjudged: UnjudgedFile[];
}

/** Of a file that could not even be looked at: it differs from whatever is found later. */
const NO_STATS = { mtimeMs: -1, sizeBytes: 0 };

/** Reads and parses files of `articles/`. Synchronous; nothing that is in a file makes it throw. */
export function readArticleFiles(files: readonly string[], options: ReadOptions): ReadFiles {
  const { contentDir, site, mode, now, knownDigest } = options;
  const result: ReadFiles = { reads: [], unchanged: [], missing: [], unjudged: [] };
  const whole: { source: SourceFile; digest: string; problems: readonly Problem[] }[] = [];
  for (const file of files) {
    const { source, stats, problems, isMissing } = readSourceFileSync(contentDir, file);
    if (isMissing) result.missing.push(file);
    else if (source === null) {
      const refused = stats === null ? NO_STATS : statsOf(stats, now);
      result.reads.push({ file, ...refused, digest: '', article: null, problems });
    } else {
      const digest = digestOf(source.text);
      if (knownDigest?.(file) === digest) result.unchanged.push({ file, ...statsOf(source, now) });
      else whole.push({ source, digest, problems });
    }
  }
  const parsed = parseArticles(
    whole.map(({ source: { file, text } }) => ({ file, text })),
    site,
    mode,
    yearsAt(now),
  );
  whole.forEach(({ source, digest, problems }, index) => {
    const one = parsed[index];
    if (one === undefined) return;
    if (one === null) {
      const { file, changedMs, sizeBytes } = source;
      result.unjudged.push({ file, mtimeMs: changedMs, sizeBytes });
      return;
    }
    result.reads.push({
      file: source.file,
      ...statsOf(source, now),
      digest,
      article: toReadArticle(one, site),
      limits: one.limits,
      problems: problems.length === 0 ? one.problems : [...problems, ...one.problems],
    });
  });
  return result;
}

/** Digest by which a text is known again: 128 bits of SHA-256. */
export const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

/** What the catalog keeps of a parsed article; null where there is none. */
export function toReadArticle(parsed: ParsedArticle, site: Site): FileRead['article'] {
  const { article, body, isPlain, hasOwnId, text, bodyStart, aliasPlaces, partPlace, links } = parsed;
  if (article === null) return null;
  const row = toArticleRow(article);
  const language = article.language ?? site.language;
  return {
    row,
    hasOwnId,
    aliasPlaces,
    partPlace,
    textLinks: links,
    text: {
      text,
      bodyStart,
      bodyHtml: isPlain ? null : (body?.bodyHtml ?? null),
      wordCount: isPlain ? null : (body?.wordCount ?? null),
      embeds: findEmbeds(text.slice(bodyStart), article.file),
      search: body == null || row.isDraft ? null : toSearchEntry(row, body.plainText, language),
    },
  };
}

function statsOf({ changedMs, sizeBytes }: SourceStats, now: number) {
  return { mtimeMs: isFresh(changedMs, now) ? -1 : changedMs, sizeBytes };
}
