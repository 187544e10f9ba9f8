import type { HandedSocket } from '../../config/handed-socket.ts';
import type { IngestNews } from '../../desk/news.ts';
import type { PageViewCounts } from '../../domain/page-views.ts';
import { nameCatalog } from '../../ingest/data-dir/catalog-files.ts';
import type { PublishedPages } from '../ingest/ingest-messages.ts';
import type { PredecessorMessage, SuccessorMessage } from './takeover-messages.ts';

/** The way to the server whose place this one takes. */
export interface Predecessor {
  /** The program is loaded: the other may stop writing. */
  loaded(): void;
  /** Resolves when nobody else writes to DATA_DIR: the other said so, or is gone. */
  readonly mayWrite: Promise<void>;
  /** Pages are served from this folder's catalog: the other may leave. */
  serving(dataDir: string): void;
  published(pages: PublishedPages): void;
  news(news: IngestNews): void;
}

/** Who is told what happens at readers that the former server still has. */
export interface PredecessorListener {
  pageViews(counts: PageViewCounts): void;
  pushed(isPassedOn: boolean): void;
}

/**
 * Takes up the channel to the server that started this process to take its place; null where none did. It keeps this one
 * alive until it may write.
 */
export function meetPredecessor(
  handed: HandedSocket | null,
  listener: PredecessorListener,
): Predecessor | null {
  if (handed === null || handed.former === null) return null;
  const mayWrite = Promise.withResolvers<void>();
  process.on('message', (message: PredecessorMessage) => {
    if (message.kind === 'yours') mayWrite.resolve();
    else if (message.kind === 'page-views') listener.pageViews(message.counts);
    else if (message.kind === 'pushed') listener.pushed(message.isPassedOn);
  });
  process.once('disconnect', mayWrite.resolve);
  if (!process.connected) mayWrite.resolve();
  void mayWrite.promise.then(() => process.channel?.unref());
  const tell = (message: SuccessorMessage): void => {
    if (process.connected) process.send?.(message, undefined, undefined, () => {});
  };
  return {
    loaded: () => tell({ kind: 'loaded' }),
    mayWrite: mayWrite.promise,
    serving: (dataDir) => tell({ kind: 'serving', catalog: nameCatalog(dataDir) }),
    published: (pages) => tell({ kind: 'published', ...pages }),
    news: (news) => tell({ kind: 'news', news }),
  };
}
