import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { catalogSettings } from '../../catalog/sqlite/settings.ts';
import { listFilesSync } from '../../content/source/list-files.ts';
import { SITE_KEY } from '../../domain/surrogate-keys.ts';
import { atOnce } from './at-once.ts';
import { eventTurns } from '../watch/event-turns.ts';
import { ARTICLES, SITE_FILE } from '../read/folders.ts';
import { parsedFor } from '../read/parsed-for.ts';
import type { ArticleFilePublisher } from './publish-article-files.ts';
import type { AuthorPublisher } from './publish-authors.ts';
import type { Announcing, PublishContext } from './publish-context.ts';
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
): (how?: Announcing, listArticles?: () => readonly string[]) => Promise<void> {
  const { writer, folder, log, publish } = context;
  const { contentDir, isDirty } = folder;
  const { sources } = context.publisher;
  const settings = catalogSettings(writer.database);

  /** Files that were not read again are not known any more, so that they are when they are next met. */
  const forgetOthers = (read: ReadonlySet<string>): void => {
    for (const file of sources.below(ARTICLES)) {
      const known = read.has(file) ? null : sources.get(file);
      if (known !== null) sources.put({ ...known, mtimeMs: -1, digest: '' });
    }
  };

  const listAll = (): readonly string[] =>
    listFilesSync(contentDir, ARTICLES, MARKDOWN_NAME).files.map(({ file }) => file);

  return async (how, listArticles = listAll) => {
    const { site, isMissing, problems, sources: states, good, unjudged } = readSiteFile(folder);
    await eventTurns();
    if (isDirty(SITE_FILE)) return;
    if (isMissing) {
      // Not known any more, it is met again when it comes back, however it does.
      if (sources.get(SITE_FILE) !== null) publish({ goneSources: [SITE_FILE] }, how);
      log.troubled(SITE_FILE, problems, true);
      return;
    }
    if (site === null) {
      publish({ sources: states, unjudged }, how);
      return;
    }
    const batch = { site: JSON.stringify(site), sources: states, good };
    const reading = parsedFor(site);
    if (reading === settings.get('parsed-for')) {
      publish(batch, how);
      return;
    }
    // At once, so that no page shows articles of the old and the new time zone side by side.
    const files = listArticles();
    const readAll = async (within: Announcing): Promise<void> => {
      publish(batch, within);
      settings.put('parsed-for', reading);
      forgetOthers(await articleFiles.all(files, within));
      await lists.labels(within);
      await lists.standingPages(within);
      await authors(within);
      await lists.partners(within);
      await lists.topStories(within);
      await lists.fronts(within);
      within.held?.keys.add(SITE_KEY);
    };
    if (how?.held !== undefined) {
      await readAll(how);
      log.readAgain(files.length);
      return;
    }
    const { version, changes } = await atOnce(writer, (held) => readAll({ held }));
    log.readAgain(files.length);
    writer.published({ version, keys: new Set([SITE_KEY]), changes });
  };
}
