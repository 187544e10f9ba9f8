import { resolve } from 'node:path';
import { openMemoryCatalog } from '../../catalog/store/open-catalog.ts';
import { openMemoryPermalinks } from '../../catalog/permalinks/ledger.ts';
import { createPublisher } from '../../catalog/publish/publisher.ts';
import { nameProblemsBelow } from '../../content/source/name-problems.ts';
import type { Problem } from '../../problems/problem.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import { buildCatalog } from './build-catalog.ts';
import { buildFromFolder } from './build-source.ts';
import { chooseSite } from '../read/choose-site.ts';
import { MEDIA } from '../read/folders.ts';
import { inspectPictures } from '../pictures/inspect-pictures.ts';
import { poolFor } from '../read/parse-pool.ts';

export interface InspectOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly threads: number;
  readonly onProgress: (done: number, total: number) => void;
}

/** What a content folder would publish, and everything that is wrong with it, sorted by place. */
export interface InspectedContent {
  readonly articles: number;
  readonly problems: readonly Problem[];
  /** Files that the machine had no time to judge, sorted: nothing is known of them. */
  readonly unjudged: readonly string[];
}

/** So many files are worth threads, where bodies are looked through as well. */
const SOME = 500;

/** Looks through a whole content folder, apart from any DATA_DIR. @throws SiteError without a usable site.yaml. */
export async function inspectContent(
  folder: string,
  { now, threads, onProgress }: InspectOptions,
): Promise<InspectedContent> {
  const contentDir = resolve(folder);
  const chosen = chooseSite(contentDir, { catalog: null, lastGood: null });
  const database = openMemoryCatalog();
  const ledger = openMemoryPermalinks();
  try {
    const built = await buildCatalog({
      target: { database, ledger, version: 1 },
      from: buildFromFolder(contentDir, (files) =>
        poolFor(files, { contentDir, site: chosen.site }, threads, SOME),
      ),
      contentDir,
      chosen,
      isThorough: true,
      now,
      onProgress,
    });
    const { sources } = createPublisher({ database, ledger, isGone: () => false });
    const { articles, folderProblems } = built;
    const pictures = await inspectPictures({ database, contentDir, now, threads });
    const names = [...nameProblemsBelow(contentDir, MEDIA)].flat();
    const problems = [...folderProblems, ...names, ...sources.problems(), ...pictures.problems];
    const unjudged = [...built.unjudged.map(({ file }) => file), ...pictures.unjudged];
    return { articles, problems: sortProblems(problems), unjudged: [...new Set(unjudged)].sort() };
  } finally {
    database.close();
    ledger.close();
  }
}
