import { visibleRow } from '../../catalog/store/article-row.ts';
import { type FileKind, kindOf } from '../read/folders.ts';
import type { ContentPush, PushOutcome } from '../checkout/content-push.ts';
import { atOnce } from './at-once.ts';
import type { ArticleFilePublisher } from './publish-article-files.ts';
import type { AuthorPublisher } from './publish-authors.ts';
import type { Announcing, HeldPublish, PublishContext } from './publish-context.ts';
import type { ListPublisher } from './publish-lists.ts';

/** Publishes the files of a push, which stand in the folder by then. Rejects where it cannot; readers see nothing of it then. */
export type PushPublisher = (push: ContentPush) => Promise<PushOutcome>;

export interface PushPublisherDeps {
  readonly context: PublishContext;
  readonly articleFiles: ArticleFilePublisher;
  readonly lists: ListPublisher;
  readonly authors: AuthorPublisher;
  readonly site: (how: Announcing) => Promise<void>;
  /** Publishes what lies between what is published and the push, where that is known. */
  readonly between: (how: Announcing) => void;
  readonly permalinks: (how: Announcing) => Promise<void>;
}

/** So many articles of a push have lines of their own in the log. */
const MOST_LINES = 200;

/** Prepares it. */
export function pushPublisher({
  context,
  articleFiles,
  lists,
  authors,
  site,
  between,
  permalinks,
}: PushPublisherDeps): PushPublisher {
  const { writer, publisher, log } = context;
  const { sources, articles } = publisher;

  const publishAll = async (changed: readonly string[], gone: readonly string[], held: HeldPublish) => {
    const how: Announcing = { held };
    between(how);
    const kinds = new Set([...changed, ...gone].map(kindOf));
    const has = (kind: FileKind): boolean => kinds.has(kind);
    if (has('permalinks')) await permalinks(how);
    if (has('site')) await site(how);
    if (has('labels')) await lists.labels(how);
    if (has('page')) {
      const again = await lists.standingPages(how);
      if (again.length > 0) await articleFiles.again(again, how);
    }
    if (has('author')) await authors(how);
    if (has('partners')) await lists.partners(how);
    const isArticle = (file: string): boolean => kindOf(file) === 'article';
    await articleFiles.articles(changed.filter(isArticle), gone.filter(isArticle), how);
    if (has('top-stories')) await lists.topStories(how);
    if (has('front')) await lists.fronts(how);
  };

  const tell = ({ changes, keys, lists: changed }: HeldPublish, heardAt: number): void => {
    const ms = writer.now() - heardAt;
    for (const change of changes.slice(0, MOST_LINES)) log.published(change, ms, keys.size);
    for (const name of changed) log.listed(`${name}.yaml`, keys.size);
  };

  return async ({ changed, gone, refused, heard }) => {
    const files = [...changed.keys()];
    const told = await atOnce(writer, (held) => publishAll(files, gone, held));
    writer.published({ version: told.version, keys: told.keys, changes: told.changes });
    tell(told, heard.at);
    const now = Math.floor(writer.now());
    const pathOf = (file: string): string | null =>
      kindOf(file) === 'article' ? (visibleRow(articles.ofFile(file)?.row ?? null, now)?.path ?? null) : null;
    // Files that are read elsewhere, such as pictures, may have been told as refused before.
    for (const file of [...files, ...gone]) if (kindOf(file) === null) log.troubled(file, [], false);
    log.folders(refused);
    const problems = [...files.flatMap((file) => sources.get(file)?.problems ?? []), ...refused];
    return {
      version: told.version,
      filesChanged: files.length + gone.length,
      articlesLive: files.filter((file) => pathOf(file) !== null).length,
      problems,
      paths: new Map(
        problems.flatMap(({ file }) => {
          const path = pathOf(file);
          return path === null ? [] : [[file, path] as const];
        }),
      ),
    };
  };
}
