import type { Logger } from 'pino';
import type { ArticleChange } from '../../catalog/publish/article-change.ts';
import type { Problem } from '../../problems/problem.ts';
import { ARTICLES, kindOf } from '../read/folders.ts';
import { logGroups } from './log-groups.ts';

export interface PublishLog {
  /** One line per article that changed. `ms` is the time from the file's event to when readers have it. */
  published(change: ArticleChange, ms: number | null, keys: number): void;
  /** One line per list, or site.yaml, that changed. */
  listed(file: string, keys: number): void;
  /** What is read most changed where pages show it. */
  mostRead(keys: number): void;
  /**
   * One line per file with problems, unless they are the same as were last told of it; of a file without, where it had any.
   * `isServed` says whether readers have an earlier, good version of it.
   */
  troubled(file: string, problems: readonly Problem[], isServed: boolean): void;
  /** What is wrong with all files at the start: as `troubled` tells it where they are few, else by its kinds. */
  foundAtStart(files: readonly TroubledFile[]): void;
  /** What is wrong with folders, and what is not read in them: a line per file, as `troubled` writes it. */
  folders(problems: readonly Problem[], isServed?: (file: string) => boolean): void;
  /** Readers had a file's last good version, which this program refuses; `url` is the path they know. */
  lost(file: string, url: string | null, problems: readonly Problem[]): void;
  /** All articles were read anew, because site.yaml has another time zone, language or sections. */
  readAgain(files: number): void;
  /** All articles are gone, which is not believed. */
  allGone(count: number): void;
  /** Every page is right: how many stories of the site readers find, and how many problems have been told. */
  ready(site: string, stories: number): void;
  /** The whole folder was compared with the catalog. */
  caughtUp(files: number, changed: number, gone: number): void;
}

/** A file with problems; `isServed` is as for `troubled`. */
export interface TroubledFile {
  readonly file: string;
  readonly problems: readonly Problem[];
  readonly isServed: boolean;
}

/** So many files have lines of their own at the start. */
const MOST_FILES = 20;

/** Told what is wrong with a file, whenever that changed; `isServed` is as for `troubled`. */
export type TroubleListener = (file: string, problems: readonly Problem[], isServed: boolean) => void;

/** Writes what publishing does to the log. */
export function publishLog(log: Logger, onTroubled: TroubleListener = () => {}): PublishLog {
  const told = new Map<string, { readonly text: string; readonly problems: readonly Problem[] }>();
  /** The folder of articles is not without any, now that one is there. */
  const foundArticle = (): void => {
    const problems = told.get(ARTICLES)?.problems ?? [];
    const others = problems.filter(({ code }) => code !== 'articles-missing');
    if (others.length < problems.length) publishing.troubled(ARTICLES, others, false);
  };
  const publishing: PublishLog = {
    published({ file, path, change, fields, from, wasPublic, isPublic }, ms, keys) {
      const what = {
        file,
        url: path,
        change,
        ...(fields.length === 0 ? {} : { fields }),
        ...(from === null ? {} : { from }),
      };
      foundArticle();
      const cost = ms === null ? { keys } : { ms: Math.round(ms * 10) / 10, keys };
      log.info({ ...what, ...cost }, wasPublic || isPublic ? 'published' : 'stored, not public');
    },
    readAgain(files) {
      log.info({ files }, 'every article read again for the changed site.yaml');
    },
    lost(file, url, problems) {
      log.error(
        { file, url, problems: problems.map(({ file: _file, fix: _fix, ...problem }) => problem) },
        'readers had this file’s last good version, which this version of Dateline refuses; it is off the site until ' +
          'the file is mended, or the version that wrote it is run again',
      );
    },
    allGone(count) {
      log.error(
        { articles: count },
        'every article is gone from the content folder; they stay on the site. Bring the folder back; or, to start ' +
          'from nothing, stop the server and delete catalog-*.db and last-good.db in DATA_DIR',
      );
    },
    mostRead(keys) {
      log.info({ change: 'most read', keys }, 'published');
    },
    listed(file, keys) {
      log.info({ file, change: 'changed', keys }, 'published');
    },
    caughtUp(files, changed, gone) {
      log.info({ files, changed, gone }, 'content folder read');
    },
    ready(site, stories) {
      const all = [...told.values()].flatMap(({ problems }) => problems);
      const errors = all.filter(({ severity }) => severity === 'error').length;
      const facts = { site, stories, files: told.size, errors, warnings: all.length - errors };
      log.info(facts, 'content is ready');
    },
    troubled(file, problems, isServed) {
      const text = JSON.stringify(problems);
      if (told.get(file)?.text === text) return;
      if (problems.length === 0) {
        if (!told.delete(file)) return;
        log.info({ file }, 'nothing is wrong with the file any more');
        onTroubled(file, [], isServed);
        return;
      }
      told.set(file, { text, problems });
      onTroubled(file, problems, isServed);
      const all = problems.map(({ file: _file, fix: _fix, ...problem }) => problem);
      const isBroken = problems.some(({ severity }) => severity === 'error');
      const isRefused = kindOf(file) === 'article' && !isServed;
      if (!isBroken && isRefused) log.warn({ file, problems: all }, 'file has warnings and is not published');
      else if (!isBroken) log.warn({ file, problems: all }, 'file has warnings');
      else if (isServed) log.error({ file, problems: all }, 'file has errors, its last good version stays');
      else log.error({ file, problems: all }, 'file has errors and is not published');
    },
    foundAtStart(files) {
      if (files.length <= MOST_FILES) {
        for (const { file, problems, isServed } of files) publishing.troubled(file, problems, isServed);
        return;
      }
      for (const { file, problems, isServed } of files) {
        told.set(file, { text: JSON.stringify(problems), problems });
        onTroubled(file, problems, isServed);
      }
      logGroups(
        log,
        files.flatMap(({ problems }) => problems),
      );
    },
    folders(problems, isServed = () => false) {
      for (const [file, ofFile] of Map.groupBy(problems, (problem) => problem.file)) {
        publishing.troubled(file, ofFile, isServed(file));
      }
    },
  };
  return publishing;
}
