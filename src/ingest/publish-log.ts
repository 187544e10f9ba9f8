import type { Logger } from 'pino';
import type { ArticleChange } from '../catalog/publish-articles.ts';
import type { Problem } from '../problems/problem.ts';

export interface PublishLog {
  /** One line per article that changed. `ms` is the time from the file's event to when readers have it. */
  published(change: ArticleChange, ms: number | null, keys: number): void;
  /** One line per file with problems; `isServed` says whether readers have an earlier, good version of it. */
  troubled(file: string, problems: readonly Problem[], isServed: boolean): void;
  /** Whether problems of a file were written. */
  hasTold(file: string): boolean;
  /** All articles were read anew, because site.yaml has another time zone, language or sections. */
  readAgain(files: number): void;
  /** All articles are gone, which is not believed. */
  allGone(count: number): void;
  /** The whole folder was compared with the catalog. */
  caughtUp(files: number, changed: number, gone: number): void;
}

/** Writes what publishing does to the log. */
export function publishLog(log: Logger): PublishLog {
  const told = new Set<string>();
  return {
    hasTold: (file) => told.has(file),
    published({ file, path, change, fields, from, isPublic }, ms, keys) {
      const what = {
        file,
        url: path,
        change,
        ...(fields.length === 0 ? {} : { fields }),
        ...(from === null ? {} : { from }),
      };
      const cost = ms === null ? { keys } : { ms: Math.round(ms * 10) / 10, keys };
      log.info({ ...what, ...cost }, isPublic ? 'published' : 'stored, not public');
    },
    readAgain(files) {
      log.info({ files }, 'every article read again for the changed site.yaml');
    },
    allGone(count) {
      log.error(
        { articles: count },
        'every article is gone from the content folder; they stay on the site. Bring the folder back; or, to start ' +
          'from nothing, stop the server and delete catalog.db in DATA_DIR',
      );
    },
    caughtUp(files, changed, gone) {
      log.info({ files, changed, gone }, 'content folder read');
    },
    troubled(file, problems, isServed) {
      if (problems.length === 0) return;
      told.add(file);
      const all = problems.map(({ file: _file, ...problem }) => problem);
      const isBroken = problems.some(({ severity }) => severity === 'error');
      if (!isBroken) log.warn({ file, problems: all }, 'file has warnings');
      else if (isServed) log.error({ file, problems: all }, 'file has errors, its last good version stays');
      else log.error({ file, problems: all }, 'file has errors and is not published');
    },
  };
}
