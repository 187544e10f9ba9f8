import type { FileRead } from '../../catalog/publish/file-read.ts';
import { toArticleRow } from '../../catalog/store/article-row.ts';
import type { Site } from '../../config/site.ts';
import { parseArticles } from '../../content/articles/parse-articles.ts';
import { decodeText } from '../../content/source/decode-text.ts';
import { MAX_FILE_BYTES } from '../../content/source/limits.ts';
import { yearsAt } from '../../content/times/parse-editor-time.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { digestOf, toReadArticle } from '../../ingest/read/read-article-files.ts';
import type { TextRead } from '../../ingest/read/text-folder.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';

/** A text that is no file yet, read as a file of the content folder would be. */
export function readDraftText(file: string, bytes: Uint8Array): TextRead {
  const log = createProblemLog(file);
  const text = bytes.length > MAX_FILE_BYTES ? null : decodeText(bytes, log);
  if (bytes.length > MAX_FILE_BYTES) {
    log.error({
      code: 'file-too-large',
      message: `The file has ${bytes.length} bytes; ${MAX_FILE_BYTES} are allowed.`,
      hint: 'Split the text, and keep pictures in content/media.',
    });
  }
  const problems = log.list();
  const digest = text === null ? '' : digestOf(text);
  return {
    file,
    text,
    problems,
    state: { file, mtimeMs: -1, sizeBytes: bytes.length, digest, wanted: null, problems },
  };
}

/** An article as it was written, ready to be published. */
export interface DraftArticle {
  /** Its article is shown though its file holds it back. */
  readonly read: FileRead;
  /** As its file says it; null where that cannot be published. */
  readonly record: ArticleRecord | null;
  /** The moment as of which it is shown: its date, where that lies ahead. */
  readonly moment: number;
}

/**
 * Reads an article for its preview at `now`, in milliseconds since 1970, or later: as the page will be at its date. Null where
 * the machine had no time to judge it.
 */
export function readDraftArticle(
  { file, text, state, problems }: TextRead,
  site: Site,
  now: number,
): DraftArticle | null {
  const unread = (found: readonly Problem[]): DraftArticle => ({
    read: { ...state, article: null, problems: found },
    record: null,
    moment: now,
  });
  if (text === null) return unread(problems);
  const [parsed] = parseArticles([{ file, text }], site, 'full', yearsAt(now));
  if (parsed == null) return null;
  const { article: record } = parsed;
  if (record === null) return unread(parsed.problems);
  const moment = Math.max(now, record.published.epochMs);
  const isOver = record.expires !== null && record.expires.epochMs <= moment;
  const lifted: ArticleRecord = { ...record, isDraft: false, expires: isOver ? null : record.expires };
  const article = toReadArticle({ ...parsed, article: lifted }, site);
  return {
    read: {
      ...state,
      article: article && { ...article, row: toArticleRow(lifted) },
      problems: parsed.problems,
    },
    record,
    moment,
  };
}
