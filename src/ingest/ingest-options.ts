import type { Logger } from 'pino';
import type { ContentSource } from './checkout/content-push.ts';
import type { LossListener } from './data-dir/guard-data-dir.ts';
import type { Fetching } from './fetched/maintain-fetched.ts';
import type { ContentHistory } from './history/content-history.ts';
import type { TroubleListener } from './publish/publish-log.ts';
import type { CausedChange } from './publish/writer.ts';

/** What an ingest is started with. */
export interface IngestOptions {
  /** Absolute paths. */
  readonly contentDir: string;
  readonly dataDir: string;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Threads that read many files; with 1 the calling thread reads them. */
  readonly threads: number;
  /** Whether to go on watching files and the clock; else the folder is read once. */
  readonly isLive: boolean;
  readonly tell: IngestListener;
  /** Where the files of `contentDir` come from, where it is not an editor’s folder. */
  readonly source?: ContentSource | undefined;
  /** Where the history of `contentDir` is, where it has one; asked when DATA_DIR is taken. */
  readonly history?: (() => Promise<ContentHistory | null>) | undefined;
  /** How pictures of other hosts are fetched; they are not where it is absent. */
  readonly fetching?: Fetching;
}

/** Who is told of what an ingest does. After `damaged` and `lost`: close, and start again with that knowledge. */
export interface IngestListener extends LossListener {
  /** Articles read so far during a first build. */
  progress(done: number, total: number): void;
  /** Every publish that changes pages, when readers have it. */
  published(publish: CausedChange): void;
  /** Every publish of articles, pages and authors, of which readers may see nothing: drafts, embargoes. */
  stored?: ((publish: CausedChange) => void) | undefined;
  /** What is wrong with a file, whenever that changed; nothing where it is mended. */
  troubled?: TroubleListener | undefined;
}
