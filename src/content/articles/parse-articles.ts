import type { Site } from '../../config/site.ts';
import { NO_LIMITS } from '../../domain/visibility.ts';
import { runForAWhile } from '../../problems/reading/run-with-deadline.ts';
import { parseSafely } from '../document/parse-safely.ts';
import type { Years } from '../times/parse-editor-time.ts';
import { type ParsedArticle, parseArticle, refused, type TextFile } from './parse-article.ts';
import type { ParseMode } from '../document/read-text.ts';

/** Files that share a deadline, and its milliseconds by the clock: what a single file may take. */
const SHARED = 64;
const SHARED_LIMIT = 2300;

/**
 * Parses articles as parseArticle does, in the order given, many under one deadline. A file that exceeds
 * it is parsed again, alone, under deadlines of its own, which judge it; the files before and after it are not. One
 * whose parsing throws is told and has no article. Null stands for one that the machine had no time to judge. Never throws.
 */
export function parseArticles(
  files: readonly TextFile[],
  site: Site,
  mode: ParseMode = 'full',
  years?: Years,
): (ParsedArticle | null)[] {
  const parsed: (ParsedArticle | null)[] = [];
  const parseNext = (file: TextFile): void => {
    const result = parseSafely(
      file.file,
      () => parseArticle(file, site, mode, years),
      (problems) => refused(file.text, 0, problems, NO_LIMITS),
    );
    parsed.push(result);
  };
  while (parsed.length < files.length) {
    const batch = files.slice(parsed.length, parsed.length + SHARED);
    const isDone = runForAWhile(() => batch.forEach(parseNext), SHARED_LIMIT);
    const culprit = files[parsed.length];
    if (!isDone && culprit !== undefined) parseNext(culprit);
  }
  return parsed;
}
