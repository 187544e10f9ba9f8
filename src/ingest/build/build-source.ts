import type { Site } from '../../config/site.ts';
import type { LastGood } from '../../catalog/last-good/open-last-good.ts';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { eachFolder } from '../../content/source/list-files.ts';
import { missingArticles } from '../../content/source/missing-articles.ts';
import { otherKinds } from '../../content/source/other-kinds.ts';
import type { Problem } from '../../problems/problem.ts';
import { ARTICLES } from '../read/folders.ts';
import { readArticleFiles } from '../read/read-article-files.ts';
import { readGoodVersions } from '../read/parse-job.ts';
import { MANY, type ParsePool } from '../read/parse-pool.ts';
import { type BatchJob, BATCH, type ReadBatch, readJobs } from '../read/read-in-batches.ts';
import { contentFolder, lastGoodFolder, type TextFolder } from '../read/text-folder.ts';

/** What a catalog is built from. */
export interface BuildSource {
  /** Pages, authors and lists. */
  readonly folder: TextFolder;
  /** Whether nothing else has these versions, so that one that cannot be judged now ends the build. */
  readonly mustBeWhole: boolean;
  /** Reads some articles once more, whole, when all are in. `now` is in milliseconds since 1970. */
  again(files: readonly string[], site: Site, now: number): ReadBatch;
  /** Lists the articles, and opens the pool that is to read them. */
  open(): {
    /** How many there are. */
    readonly total: number;
    readonly pool: ParsePool;
    readonly folderProblems: readonly Problem[];
    /** The work for the pool, made as it is asked for. `now` is in milliseconds since 1970. */
    jobs(mode: 'head' | 'full', now: () => number): Iterable<BatchJob>;
  };
}

/** Builds from the content folder as it is: what is broken there is not published. */
export function buildFromFolder(contentDir: string, openPool: (files: number) => ParsePool): BuildSource {
  return {
    folder: contentFolder(contentDir),
    mustBeWhole: false,
    again: (files, site, now) => readArticleFiles(files, { contentDir, site, mode: 'full', now }),
    open() {
      const files: string[] = [];
      const folderProblems: Problem[] = [];
      const others = otherKinds();
      let pool: ParsePool | null = null;
      try {
        for (const listed of eachFolder(contentDir, ARTICLES, MARKDOWN_NAME, others)) {
          for (const { file } of listed.files) files.push(file);
          folderProblems.push(...listed.problems);
          // Threads start while the rest is listed.
          if (files.length > MANY) pool ??= openPool(files.length);
        }
      } catch (error) {
        void pool?.close();
        throw error;
      }
      files.sort();
      const isListed = folderProblems.every(({ code }) => code !== 'folder-unreadable');
      const missing = files.length === 0 && isListed ? missingArticles(contentDir, ARTICLES) : [];
      return {
        total: files.length,
        pool: pool ?? openPool(files.length),
        folderProblems: [...folderProblems, ...others.list(), ...missing],
        jobs: (mode, now) => readJobs(files, { mode, now }),
      };
    },
  };
}

/**
 * Builds from the last good version of every file, which is what readers had; what has become of the folder since is
 * then to be caught up with, as after any start. Null where none is kept.
 */
export function buildFromLastGood(
  lastGood: LastGood,
  openPool: (files: number) => ParsePool,
): BuildSource | null {
  if (lastGood.use((store) => store.isEmpty()) !== false) return null;
  return {
    folder: lastGoodFolder(lastGood),
    mustBeWhole: true,
    // The folder does not know under which ids readers know them, and may be broken.
    again: (files, site) =>
      readGoodVersions(
        lastGood.use((store) => files.flatMap((file) => store.get(file) ?? [])) ?? [],
        site,
        'full',
      ),
    open() {
      const total = lastGood.use((store) => store.countBelow(ARTICLES)) ?? 0;
      return { total, pool: openPool(total), folderProblems: [], jobs: (mode) => keptJobs(lastGood, mode) };
    },
  };
}

function* keptJobs(lastGood: LastGood, mode: 'head' | 'full'): Generator<BatchJob> {
  for (let last = ''; ; ) {
    const versions = lastGood.use((store) => store.after(ARTICLES, last, BATCH)) ?? [];
    if (versions.length === 0) return;
    yield { job: { kind: 'keep', versions, mode }, files: versions.length };
    last = versions.at(-1)?.file ?? last;
  }
}
