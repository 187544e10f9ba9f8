import { versionProblems } from '../../catalog/links/version-problems.ts';
import { createPublisher } from '../../catalog/publish/publisher.ts';
import { catalogSettings, requiredSiteReader } from '../../catalog/sqlite/settings.ts';
import { nameProblemsBelow } from '../../content/source/name-problems.ts';
import type { Problem } from '../../problems/problem.ts';
import type { Finding } from '../../problems/problem-log.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import { buildMemoryCatalog, type InspectOptions } from './memory-catalog.ts';
import { fetchedProblems, shownCopies } from './fetched-problems.ts';
import { MEDIA } from '../read/folders.ts';
import { inspectPictures } from '../pictures/inspect-pictures.ts';

/** What a content folder would publish, and everything that is wrong with it, sorted by place. */
export interface InspectedContent {
  readonly articles: number;
  readonly problems: readonly Problem[];
  /** Files that the machine had no time to judge, sorted: nothing is known of them. */
  readonly unjudged: readonly string[];
}

export interface InspectContentOptions extends InspectOptions {
  /** Why pictures of other hosts could not be fetched, by their paths on the site; nothing is known where it is absent. */
  readonly fetchFindings?: ReadonlyMap<string, Finding>;
}

/** Looks through a whole content folder, apart from any DATA_DIR. @throws SiteError without a usable site.yaml. */
export async function inspectContent(
  folder: string,
  { fetchFindings = new Map(), ...options }: InspectContentOptions,
): Promise<InspectedContent> {
  const { contentDir, database, ledger, built, close } = await buildMemoryCatalog(folder, options, true);
  try {
    const { sources } = createPublisher({ database, ledger, isGone: () => false });
    const { articles, folderProblems } = built;
    const pictures = await inspectPictures({
      ...options,
      database,
      contentDir,
      copies: shownCopies(database, contentDir),
    });
    const site = requiredSiteReader(catalogSettings(database))();
    const versions =
      site.editions === undefined ? [] : versionProblems(database, site.language, options.now());
    const names = [...nameProblemsBelow(contentDir, MEDIA)].flat();
    const problems = [
      ...folderProblems,
      ...names,
      ...versions,
      ...sources.problems(),
      ...pictures.problems,
      ...fetchedProblems(database, contentDir, fetchFindings),
    ];
    const unjudged = [...built.unjudged.map(({ file }) => file), ...pictures.unjudged];
    return { articles, problems: sortProblems(problems), unjudged: [...new Set(unjudged)].sort() };
  } finally {
    close();
  }
}
