import type { ArticleChange } from '../../catalog/publish/article-change.ts';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { catalogSettings, catalogVersion } from '../../catalog/sqlite/settings.ts';
import { rollBack } from '../../catalog/sqlite/transaction.ts';
import { listFilesSync } from '../../content/source/list-files.ts';
import { SITE_KEY } from '../../domain/surrogate-keys.ts';
import { eventTurns } from '../watch/event-turns.ts';
import { ARTICLES, SITE_FILE } from '../read/folders.ts';
import { parsedFor } from '../read/parsed-for.ts';
import type { ArticleFilePublisher } from './publish-article-files.ts';
import type { AuthorPublisher } from './publish-authors.ts';
import type { PublishContext } from './publish-context.ts';
import type { ListPublisher } from './publish-lists.ts';
import { readSiteFile } from '../read/read-folder-lists.ts';

/**
 * Prepares publishing of site.yaml. Where it changes how articles are read, all of them are read again, in
 * one transaction; a file that is being written keeps its place in line.
 */
export function sitePublisher(
  context: PublishContext,
  articleFiles: ArticleFilePublisher,
  lists: ListPublisher,
  authors: AuthorPublisher,
): (listArticles?: () => readonly string[]) => Promise<void> {
  const { writer, folder, log, publish } = context;
  const { database } = writer;
  const { contentDir, isDirty } = folder;
  const { sources } = context.publisher;
  const settings = catalogSettings(database);

  /** Files that were not read again are not known any more, so that they are when they are next met. */
  const forgetOthers = (read: ReadonlySet<string>): void => {
    for (const file of sources.below(ARTICLES)) {
      const known = read.has(file) ? null : sources.get(file);
      if (known !== null) sources.put({ ...known, mtimeMs: -1, digest: '' });
    }
  };

  const listAll = (): readonly string[] =>
    listFilesSync(contentDir, ARTICLES, MARKDOWN_NAME).files.map(({ file }) => file);

  return async (listArticles = listAll) => {
    const { site, isMissing, problems, sources: states, good, unjudged } = readSiteFile(folder);
    await eventTurns();
    if (isDirty(SITE_FILE)) return;
    if (isMissing) {
      // Not known any more, it is met again when it comes back, however it does.
      if (sources.get(SITE_FILE) !== null) publish({ goneSources: [SITE_FILE] });
      log.troubled(SITE_FILE, problems, true);
      return;
    }
    if (site === null) {
      publish({ sources: states, unjudged });
      return;
    }
    const batch = { site: JSON.stringify(site), sources: states, good };
    const reading = parsedFor(site);
    if (reading === settings.get('parsed-for')) {
      publish(batch);
      return;
    }
    // One transaction, so that no page shows articles of the old and the new time zone side by side.
    const files = listArticles();
    const changes: ArticleChange[] = [];
    const held = { held: changes };
    // However many steps it takes, readers see one change.
    const version = catalogVersion(settings) + 1;
    database.exec('BEGIN IMMEDIATE');
    try {
      publish(batch, held);
      settings.put('parsed-for', reading);
      forgetOthers(await articleFiles.all(files, held));
      await lists.labels(held);
      await lists.standingPages(held);
      await authors(held);
      await lists.partners(held);
      await lists.topStories(held);
      await lists.fronts(held);
      settings.put('version', String(version));
      database.exec('COMMIT');
    } catch (error) {
      rollBack(database);
      throw error;
    }
    log.readAgain(files.length);
    writer.published({ version, keys: new Set([SITE_KEY]), changes });
  };
}
