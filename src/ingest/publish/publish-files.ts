import { articleFilePublisher } from './publish-article-files.ts';
import { authorPublisher } from './publish-authors.ts';
import { type Announcing, type PublishFilesDeps, publishContext } from './publish-context.ts';
import { type PastOfSite, pastPublisher } from './publish-past.ts';
import { permalinksPublisher } from './publish-permalinks.ts';
import { listPublisher } from './publish-lists.ts';
import { type PushPublisher, pushPublisher } from './publish-push.ts';
import { sitePublisher } from './publish-site.ts';

/** Publishes files that changed; each call is one step of the ingest's queue. */
export interface FilePublisher {
  /** Articles, changed or gone. `since` tells when the first event of a file came, for the log. */
  articles(
    files: readonly string[],
    gone: readonly string[],
    since?: ReadonlyMap<string, number>,
  ): Promise<void>;
  standingPages(): Promise<void>;
  authors(): Promise<void>;
  topStories(): Promise<void>;
  partners(): Promise<void>;
  /** The newsroom's own words for the interface. */
  labels(): Promise<void>;
  /** The URLs of other machines. */
  permalinks(): Promise<void>;
  /** What the editors made of fronts. */
  fronts(): Promise<void>;
  /** All files that are no articles, site.yaml first. */
  lists(): Promise<void>;
  /** The ids of the articles that are read most, in order. */
  mostRead(ids: readonly string[]): void;
  /** Where it changes how articles are read, all of them are listed and read again, in one transaction. */
  site(listArticles?: () => readonly string[]): Promise<void>;
  /** What lies between what is published and what the folder holds: a part of the step that publishes the folder. */
  between(how?: Announcing): void;
  /** Files that came and went together, in one transaction. */
  push: PushPublisher;
  /** What the clock has brought since it was last asked; where it was set back, what that takes back. */
  due(): void;
}

/**
 * Prepares publishing of changed files. A file that is being written when it is read is left out; the
 * watcher delivers it again. Nothing is taken down while the folder as a whole is away. `past` knows what lies between what is published and
 * what the folder holds, and the ledger.
 */
export function filePublisher(deps: PublishFilesDeps, past: PastOfSite): FilePublisher {
  const context = publishContext(deps);
  const lists = listPublisher(context);
  const authors = authorPublisher(context);
  const articleFiles = articleFilePublisher(context, lists, deps.openPool);
  const publishPermalinks = permalinksPublisher(context, past.mergeRows);
  const permalinks = async (how?: Announcing): Promise<void> => {
    const retry = await publishPermalinks(how);
    if (retry.length > 0) await articleFiles.again(retry, how);
  };
  const site = sitePublisher(context, articleFiles, lists, authors);
  const between = (how?: Announcing): void => past.between(pastPublisher(context, how));
  return {
    articles: (files, gone, since = new Map()) => articleFiles.articles(files, gone, { since }),
    async standingPages() {
      const retry = await lists.standingPages();
      if (retry.length > 0) await articleFiles.again(retry);
    },
    authors: () => authors(),
    permalinks: () => permalinks(),
    topStories: () => lists.topStories(),
    partners: () => lists.partners(),
    labels: () => lists.labels(),
    fronts: () => lists.fronts(),
    mostRead(ids) {
      const { keys } = context.publish({ mostRead: ids });
      if (keys.size > 0) context.log.mostRead(keys.size);
    },
    site: (listArticles) => site(undefined, listArticles),
    push: pushPublisher({ context, articleFiles, lists, authors, site, between, permalinks }),
    async lists() {
      await site();
      await lists.labels();
      await lists.standingPages();
      await authors();
      await lists.partners();
      await lists.topStories();
      await lists.fronts();
    },
    between,
    due: () => context.due(),
  };
}
