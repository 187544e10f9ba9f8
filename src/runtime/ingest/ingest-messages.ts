import { availableParallelism } from 'node:os';
import type { childEnvironment } from '../../config/child-environment.ts';
import type { Settings } from '../../config/environment.ts';
import type { MachineSecrets } from '../../config/machines-environment.ts';
import type { NewsAddresses } from '../../config/news-environment.ts';
import type { Webhooks } from '../../config/notify-environment.ts';
import type { PageViewCounts } from '../../domain/page-views.ts';
import type { LivePublish } from '../../desk/news.ts';
import type { Problem } from '../../problems/problem.ts';
import type { FeedsReport } from '../../telemetry/feed-report.ts';
import type { MachineReport } from '../../telemetry/machine-report.ts';

/** What of the settings those need to know who fetch content, tell of publishes, or ask for feeds. */
export type PublicSettings = Pick<
  Settings,
  | 'origin'
  | 'indexNowKey'
  | 'hubs'
  | 'allowPrivateFeeds'
  | 'contentGit'
  | 'isTeller'
  | 'caches'
  | 'sharedCaching'
>;

/** What the ingest is started with: nothing secret, since it may be on a command line. */
export interface IngestSettings extends Pick<Settings, 'contentDir' | 'dataDir' | 'logLevel' | 'logFormat'> {
  readonly threads: number;
  readonly site: PublicSettings;
  /** Whether the catalog is known to be damaged, so that it has to be built again. */
  readonly discardFirst: boolean;
  /** Whether it tells what is wrong with each file, and what was published. */
  readonly tellsNews: boolean;
}

/** What it runs with, in its own process: with what opens doors. */
export type RunIngestSettings = IngestSettings & {
  readonly webhooks: Webhooks;
  readonly news: NewsAddresses;
  readonly secrets: MachineSecrets;
  /** What programs inherit that it starts; see childEnvironment. */
  readonly environment: ReturnType<typeof childEnvironment>;
};

/** What of a site's settings its ingest is started with. */
export function ingestSettings(settings: Settings): Omit<IngestSettings, 'discardFirst' | 'tellsNews'> {
  const { contentDir, dataDir, logLevel, logFormat, origin, indexNowKey, hubs, allowPrivateFeeds } = settings;
  const { contentGit, isTeller, caches, sharedCaching } = settings;
  const site = { origin, indexNowKey, hubs, allowPrivateFeeds, contentGit, isTeller, caches, sharedCaching };
  return { contentDir, dataDir, logLevel, logFormat, threads: availableParallelism(), site };
}

/** What is wrong with a file. */
export interface TroubledNews {
  readonly file: string;
  readonly problems: readonly Problem[];
  readonly isServed: boolean;
}

/** A publish, as those who keep finished pages are told of it. */
export interface PublishedPages {
  /** The catalog's version since then. */
  readonly version: number;
  /** Surrogate keys of the pages that differ. */
  readonly keys: readonly string[];
}

/** What the ingest tells. */
export type IngestMessage =
  /** It lives: the answer to `ask`. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  /** Every page is right; after a rebuild the catalog is another file. `version` is the catalog's. */
  | { readonly kind: 'ready'; readonly version: number }
  /** The catalog was damaged and is being built again: let go of it. */
  | { readonly kind: 'rebuilding' }
  | ({ readonly kind: 'published' } & PublishedPages)
  | ({ readonly kind: 'feeds' } & FeedsReport)
  | ({ readonly kind: 'machine' } & MachineReport)
  /** What is wrong with a file now; nothing where it is mended. `isServed`: readers have an earlier version of it. */
  | ({ readonly kind: 'troubled' } & TroubledNews)
  /** Files that were published, drafts included. */
  | { readonly kind: 'stored'; readonly publishes: readonly LivePublish[] }
  /** It ends for an error that was logged. */
  | { readonly kind: 'crashed'; readonly isDamage: boolean }
  | {
      /** It could not start, for a reason that the engineer can mend. */
      readonly kind: 'failed';
      readonly message: string;
      readonly contentDir: string;
      readonly problems: readonly Problem[];
    };

/** What it is told. */
export type IngestRequest =
  | 'close'
  | 'rebuild'
  /** Whether it lives; answered by `alive`. */
  | 'ask'
  /** A push was heard of: the branch is to be asked for now. Who hears of it by another machine passes it on no further. */
  | { readonly kind: 'look'; readonly isPassedOn: boolean }
  /** All who serve pages have dropped what was published up to this version. */
  | { readonly kind: 'swapped'; readonly version: number }
  /** Somebody who serves pages has dropped all of them, or makes them otherwise now. */
  | 'cleared'
  /** How often articles were read since it was last told. */
  | { readonly kind: 'page-views'; readonly counts: PageViewCounts };
