import type { DatabaseSync } from 'node:sqlite';
import { unresolvedFiles, visibleLinks } from '../../catalog/publish/first-build.ts';
import { type UncheckedLinks, verifyLinks } from '../../catalog/links/check-file-links.ts';
import { noteAllUnkept } from '../../catalog/last-good/keep-articles.ts';
import { makeIndexes, sealCatalog } from '../../catalog/store/open-catalog.ts';
import type { PermalinkLedger } from '../../catalog/permalinks/permalink.ts';
import { createPublisher, type Publisher } from '../../catalog/publish/publisher.ts';
import { catalogSettings } from '../../catalog/sqlite/settings.ts';
import { fillTally } from '../../catalog/store/tally.ts';
import { inTransaction } from '../../catalog/sqlite/transaction.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import type { Problem } from '../../problems/problem.ts';
import { articleIndex } from '../publish/article-index.ts';
import type { BuildSource } from './build-source.ts';
import type { ChosenSite } from '../read/choose-site.ts';
import { isThere } from '../read/is-there.ts';
import { parsedFor } from '../read/parsed-for.ts';
import { takePermalinks } from '../read/read-permalinks.ts';
import { AUTHOR_FILES, readNamedFiles, STANDING_PAGES, resolveNamedFiles } from '../read/named-files.ts';
import { NO_ENTRIES_BEFORE, readPartnersFiles, readTopStoriesFiles } from '../read/read-edition-lists.ts';
import type { ListsRead } from '../read/read-folder-lists.ts';
import { frontIndex } from '../publish/front-index.ts';
import { NO_FRONTS_BEFORE, readFrontFiles } from '../read/read-front-files.ts';
import { NO_LABELS_BEFORE, readLabelsFiles } from '../read/read-labels-files.ts';
import { runInBatches } from '../read/read-in-batches.ts';
import type { TextRead } from '../read/text-folder.ts';
import type { UnjudgedFile } from '../watch/unjudged-files.ts';

/** What is filled. */
export interface BuildTarget {
  /** Empty, with tables and without indexes, as openCatalog gives it for a rebuild. */
  readonly database: DatabaseSync;
  readonly ledger: PermalinkLedger;
  /** Which the catalog gets; see catalog-makers.ts. */
  readonly version: number;
}

export interface BuildOptions {
  readonly target: BuildTarget;
  readonly from: BuildSource;
  readonly contentDir: string;
  readonly chosen: Omit<ChosenSite, 'good'>;
  /** Whether all bodies are looked through and indexed at once, however many there are. */
  readonly isThorough?: boolean;
  readonly now: () => number;
  readonly onProgress: (done: number, total: number) => void;
}

export interface BuiltCatalog {
  readonly articles: number;
  readonly files: number;
  /** Of the folders, such as links that were not followed. */
  readonly folderProblems: readonly Problem[];
  /** Files that the machine had no time to judge, which are not in the catalog. */
  readonly unjudged: readonly UnjudgedFile[];
  /** Files that are no articles and that readers are given as they are. */
  readonly good: readonly TextRead[];
  /** Problems of the files that could not be published, by file. */
  readonly refused: ReadonlyMap<string, readonly Problem[]>;
}

/** What an empty ledger says, without being asked several times for each article. */
const NO_PAST = {
  latestOfPath: () => null,
  latestOfFile: () => null,
  latestOfOwner: () => null,
};

/** So few articles are looked through and indexed at once; of more, only what can be wrong with them. */
const FEW = 500;

/**
 * Fills an empty catalog with a whole content folder, or with what is kept of it, and seals it. URLs that readers
 * will find enter the ledger first. @throws Error from SQLite, and MachineBusyError where nothing may be left
 * for later; the file is of no use any more then.
 */
export async function buildCatalog(options: BuildOptions): Promise<BuiltCatalog> {
  const { target, from, contentDir, chosen, now, onProgress } = options;
  const { database, ledger } = target;
  const { site, states } = chosen;
  const isGone = (file: string): boolean => !isThere(contentDir, file);
  const { total, pool, folderProblems: hidden, jobs } = from.open();
  const folderProblems = [...hidden];
  const refused = new Map<string, readonly Problem[]>();
  const good: TextRead[] = [];
  const startedAt = Math.floor(now());
  const mode = total > FEW && options.isThorough !== true ? 'head' : 'full';
  const unjudged: UnjudgedFile[] = [];
  // Whose the URLs are has to be known before anybody asks for one.
  const permalinks = takePermalinks(contentDir, ledger, startedAt);
  let unread = 0;
  const uncheckedLinks: UncheckedLinks[] = [];
  const noteRefused = (file: string, problems: readonly Problem[]): void => {
    if (problems.some(({ severity }) => severity === 'error')) refused.set(file, problems);
  };
  const publishLists = (read: ListsRead, publisher: Publisher): void => {
    publisher.publish(read, startedAt);
    good.push(...read.good);
    unjudged.push(...read.unjudged);
    for (const { file, problems } of read.sources) noteRefused(file, problems);
  };
  try {
    const bulk = createPublisher({
      database,
      ledger: ledger.isEmpty() ? { ...ledger, ...NO_PAST } : ledger,
      isGone,
      isFirstBuild: true,
    });
    database.exec('BEGIN');
    bulk.publish({ site: JSON.stringify(site), sources: [...states, ...permalinks] }, startedAt);
    const pages = readNamedFiles(STANDING_PAGES, from.folder, site, startedAt);
    const foundPages = resolveNamedFiles(STANDING_PAGES, pages.reads);
    publishLists({ standingPages: foundPages.made, ...foundPages.read }, bulk);
    const authors = readNamedFiles(AUTHOR_FILES, from.folder, site, startedAt);
    const foundAuthors = resolveNamedFiles(AUTHOR_FILES, authors.reads);
    publishLists({ authors: foundAuthors.made, ...foundAuthors.read }, bulk);
    folderProblems.push(...pages.folderProblems, ...authors.folderProblems);
    uncheckedLinks.push(...pages.reads, ...authors.reads);
    publishLists(readPartnersFiles(from.folder, site, NO_ENTRIES_BEFORE), bulk);
    publishLists(readLabelsFiles(from.folder, site, NO_LABELS_BEFORE), bulk);
    await runInBatches(jobs(mode, now), pool, (read, done) => {
      const { problems } = bulk.publish({ reads: read.reads }, startedAt);
      unjudged.push(...read.unjudged);
      for (const { file, article } of read.reads) {
        if (article !== null && article.textLinks.length > 0)
          uncheckedLinks.push({ file, links: article.textLinks });
      }
      for (const [file, found] of problems) noteRefused(file, found);
      onProgress(done, total);
    });
    database.exec('COMMIT');
    unread = unjudged.length;
  } finally {
    await pool.close();
  }
  const settings = catalogSettings(database);
  settings.put('parsed-for', parsedFor(site));
  settings.put('clock', String(startedAt));
  settings.put('published', String(startedAt));
  makeIndexes(database);
  inTransaction(database, () => fillTally(database, startedAt));
  const settle = createPublisher({ database, ledger, isGone });
  inTransaction(database, () => {
    let again: readonly string[] = unresolvedFiles(database);
    while (again.length > 0) {
      const read = from.again(again, site, now());
      unjudged.push(...read.unjudged);
      const { problems, retry } = settle.publish({ reads: read.reads }, startedAt);
      for (const [file, found] of problems) noteRefused(file, found);
      again = retry;
    }
    const pins = readTopStoriesFiles(from.folder, site, articleIndex(database), NO_ENTRIES_BEFORE);
    publishLists(pins, settle);
    const fronts = readFrontFiles(from.folder, site, frontIndex(database), NO_FRONTS_BEFORE);
    publishLists(fronts, settle);
    folderProblems.push(...from.folder.fronts().problems);
    if (from.mustBeWhole && unread + pins.unjudged.length + fronts.unjudged.length > 0)
      throw new MachineBusyError('read the last good versions');
    ledger.append(visibleLinks(database, ledger, startedAt), startedAt);
    verifyLinks({ database, ledger, isGone }, uncheckedLinks, startedAt);
    noteAllUnkept(database);
  });
  sealCatalog(database, target.version);
  const count = database.prepare('SELECT count(*) AS count FROM article').get()?.['count'];
  return { articles: Number(count), files: total, folderProblems, good, refused, unjudged };
}
