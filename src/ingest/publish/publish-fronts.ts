import type { ArticleChange } from '../../catalog/publish/article-change.ts';
import { folderLists } from '../../catalog/store/write-folder-lists.ts';
import { FRONTS, isFrontAtRoot, isFrontFile } from '../../content/fronts/front-files.ts';
import { articlesNamed } from '../../domain/front.ts';
import { readFrontFiles } from '../read/read-front-files.ts';
import { frontIndex } from './front-index.ts';
import type { Announcing, PublishContext } from './publish-context.ts';
import { readSettled } from './read-settled.ts';

/** Publishes what the editors made of fronts; files that are being written wait. */
export interface FrontPublisher {
  /** Reads all files of fronts. */
  publish(how?: Announcing): Promise<void>;
  /** Reads them again where what they name may have come, gone or moved by these changes. */
  recheck(changes: readonly ArticleChange[], how?: Announcing): Promise<void>;
}

/** Problems that go where a story comes. */
const UNKNOWN: ReadonlySet<string> = new Set([
  'article-unknown',
  'article-edition',
  'topic-unknown',
  'series-unknown',
  'author-unknown',
]);

/** Prepares it. */
export function frontPublisher(context: PublishContext): FrontPublisher {
  const { writer, folder, publisher, log, readSite, publish } = context;
  const { isDirty } = folder;
  const { sources } = publisher;
  const lists = folderLists(writer.database);
  const index = frontIndex(writer.database);
  const knownFiles = (): string[] => [
    ...[...sources.inFolder('').keys()].filter(isFrontAtRoot),
    ...[...sources.below(FRONTS)].filter(isFrontFile),
  ];

  const publishAll = async (how?: Announcing): Promise<void> => {
    const files = knownFiles();
    const { read, problems } = await readSettled(isDirty, (dirty) => {
      const { files: listed, problems } = folder.fronts();
      const isHidden = problems.some(({ code }) => code === 'folder-unreadable');
      const stays = (file: string): boolean =>
        dirty.has(file) || folder.isAway() || (isHidden && file.includes('/'));
      const before = { fronts: lists.fronts(), banners: lists.banners(), files, stays };
      return {
        found: { read: readFrontFiles(folder, readSite(), index, before), problems },
        files: () => [...files, ...listed],
      };
    });
    log.folders(problems);
    publish(read, how);
  };

  return {
    publish: publishAll,
    async recheck(changes, how) {
      const files = knownFiles();
      if (files.length === 0) return;
      const isUnsure = files.some((file) =>
        sources.get(file)?.problems.some(({ code }) => UNKNOWN.has(code)),
      );
      const fronts = lists.fronts();
      const named = new Set(Object.values(fronts).flatMap(articlesNamed));
      for (const { article } of Object.values(lists.banners())) if (article !== null) named.add(article);
      const isNamed = changes.some(({ file, path, from, previousPath }) =>
        [file, path, from, previousPath].some((name) => name !== null && named.has(name)),
      );
      if (isUnsure || isNamed) await publishAll(how);
    },
  };
}
