import type { DatabaseSync } from 'node:sqlite';
import type { SourceStore } from '../../catalog/store/source-store.ts';
import { articleIndex } from '../publish/article-index.ts';
import { compareFolder } from '../read/compare-folder.ts';
import type { FilePublisher } from '../publish/publish-files.ts';
import type { PublishLog } from '../publish/publish-log.ts';

export interface CatchUpDeps {
  readonly contentDir: string;
  readonly database: DatabaseSync;
  readonly sources: SourceStore;
  readonly files: FilePublisher;
  readonly log: PublishLog;
}

/**
 * Publishes what changed while nobody watched: files of another time or size than the catalog knows, and
 * what the clock brought meanwhile. The small files at the root are read in any case.
 */
export async function catchUp({ contentDir, database, sources, files, log }: CatchUpDeps): Promise<void> {
  files.between();
  await files.permalinks();
  await files.site();
  await files.labels();
  await files.standingPages();
  await files.authors();
  await files.partners();
  const { changed, gone, total, folderProblems } = compareFolder(contentDir, database, sources);
  await files.articles(changed, gone);
  await files.topStories();
  await files.fronts();
  files.due();
  const { fileNamed } = articleIndex(database);
  log.folders(folderProblems, (file) => fileNamed(file) !== null);
  log.caughtUp(total, changed.length, gone.length);
}
