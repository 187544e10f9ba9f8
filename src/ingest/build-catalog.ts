import type { DatabaseSync } from 'node:sqlite';
import { unsettledFiles, visibleLinks } from '../catalog/first-build.ts';
import { makeIndexes, sealCatalog } from '../catalog/open-catalog.ts';
import type { PermalinkLedger } from '../catalog/permalinks/ledger.ts';
import { createPublisher } from '../catalog/publisher.ts';
import { catalogSettings } from '../catalog/settings.ts';
import type { SourceState } from '../catalog/source-store.ts';
import { fillTally } from '../catalog/tally.ts';
import { inTransaction } from '../catalog/transaction.ts';
import type { Site } from '../config/site.ts';
import { eachFolder } from '../content/source/list-files.ts';
import type { Problem } from '../problems/problem.ts';
import { ARTICLES, MARKDOWN } from './folders.ts';
import { MANY, type ParsePool } from './parse-pool.ts';
import { parsedFor } from './parsed-for.ts';
import type { ReadForPublish } from './publish-context.ts';
import { readArticleFiles } from './read-article-files.ts';
import { readAuthorProfiles } from './read-authors.ts';
import { readPartnersFile, readStandingPages } from './read-folder-lists.ts';
import { readInBatches } from './read-in-batches.ts';
import type { UnjudgedFile } from './unjudged-files.ts';

export interface BuildOptions {
  /** Empty, with tables and without indexes, as openCatalog gives it for a rebuild. */
  readonly database: DatabaseSync;
  readonly ledger: PermalinkLedger;
  readonly contentDir: string;
  readonly site: Site;
  /** Whether all bodies are looked through and indexed at once, however many there are. */
  readonly isThorough?: boolean;
  /** How the file of the site was found. */
  readonly states: readonly SourceState[];
  /** Called as soon as there are that many files, so that threads start while the rest is listed. */
  readonly openPool: (files: number) => ParsePool;
  readonly now: () => number;
  readonly isGone: (file: string) => boolean;
  readonly onProgress: (done: number, total: number) => void;
}

export interface BuiltCatalog {
  readonly articles: number;
  readonly files: number;
  /** Of the folders, such as links that were not followed. */
  readonly folderProblems: readonly Problem[];
  /** Files that the machine had no time to judge, which are not in the catalog. */
  readonly unjudged: readonly UnjudgedFile[];
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
 * Fills an empty catalog with a whole content folder, and seals it. URLs that readers
 * will find enter the ledger first. @throws Error from SQLite, when the file is of no use any more.
 */
export async function buildCatalog(options: BuildOptions): Promise<BuiltCatalog> {
  const { database, ledger, contentDir, site, states, now, isGone, onProgress } = options;
  const { files, pool, folderProblems } = listArticles(contentDir, options.openPool);
  const startedAt = Math.floor(now());
  const mode = files.length > FEW && options.isThorough !== true ? 'head' : 'full';
  const unjudged: UnjudgedFile[] = [];
  try {
    const bulk = createPublisher({
      database,
      ledger: ledger.isEmpty() ? { ...ledger, ...NO_PAST } : ledger,
      isGone,
      isFirstBuild: true,
    });
    const take = (batch: ReadForPublish): void => {
      bulk.publish(batch, startedAt);
      unjudged.push(...(batch.unjudged ?? []));
    };
    database.exec('BEGIN');
    bulk.publish({ site: JSON.stringify(site), sources: states }, startedAt);
    const pages = readStandingPages(contentDir, site);
    folderProblems.push(...pages.folderProblems);
    take(pages);
    const authors = readAuthorProfiles(contentDir, site);
    folderProblems.push(...authors.folderProblems);
    take(authors);
    take(readPartnersFile(contentDir));
    await readInBatches(files, pool, { mode, now }, (read, done) => {
      take(read);
      onProgress(done, files.length);
    });
    database.exec('COMMIT');
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
    let again: readonly string[] = unsettledFiles(database);
    while (again.length > 0) {
      const read = readArticleFiles(again, { contentDir, site, mode: 'full', now: now() });
      unjudged.push(...read.unjudged);
      again = settle.publish({ reads: read.reads }, startedAt).retry;
    }
    ledger.append(visibleLinks(database, ledger, startedAt), startedAt);
  });
  sealCatalog(database);
  const count = database.prepare('SELECT count(*) AS count FROM article').get()?.['count'];
  return { articles: Number(count), files: files.length, folderProblems, unjudged };
}

/** Lists the files, sorted, and opens the pool that is to read them. */
function listArticles(contentDir: string, openPool: BuildOptions['openPool']) {
  const files: string[] = [];
  const folderProblems: Problem[] = [];
  let pool: ParsePool | null = null;
  try {
    for (const listed of eachFolder(contentDir, ARTICLES, MARKDOWN)) {
      for (const { file } of listed.files) files.push(file);
      folderProblems.push(...listed.problems);
      if (files.length > MANY) pool ??= openPool(files.length);
    }
    return { files: files.sort(), folderProblems, pool: pool ?? openPool(files.length) };
  } catch (error) {
    void pool?.close();
    throw error;
  }
}
