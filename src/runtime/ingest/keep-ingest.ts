import type { Logger } from 'pino';
import type { PageViewCounts } from '../../domain/page-views.ts';
import { SiteError } from '../../ingest/read/site-error.ts';
import type { FeedsReport } from '../../telemetry/feed-report.ts';
import type { MachineReport } from '../../telemetry/machine-report.ts';
import { keepChild } from '../children/keep-child.ts';
import type { LivePublish } from '../../desk/news.ts';
import type {
  IngestMessage,
  IngestRequest,
  IngestSettings,
  PublishedPages,
  TroubledNews,
} from './ingest-messages.ts';
import { createPageViewTally } from './page-view-tally.ts';
import type { SpawnIngest } from './spawn-ingest.ts';
import { StartError } from '../children/start-error.ts';
import type { Patience } from '../children/watch-life.ts';

export interface KeepIngestOptions {
  readonly settings: Omit<IngestSettings, 'discardFirst' | 'tellsNews'>;
  readonly spawn: SpawnIngest;
  readonly log: Logger;
  readonly tell: KeptIngestListener;
  /** Whether another server has DATA_DIR still: it starts with `goOn`. No by default. */
  readonly isHeld?: boolean;
}

/** Who is told what the ingest tells. */
export interface KeptIngestListener {
  progress(done: number, total: number): void;
  published(pages: PublishedPages): void;
  /** How partner feeds are, whenever that changed. */
  feeds?(report: FeedsReport): void;
  /** This machine's part among several, whenever that changed. */
  machine?(report: MachineReport): void;
  /** What is wrong with a file, whenever that changed. */
  troubled?(news: TroubledNews): void;
  /** Files that were published, drafts included. */
  stored?(publishes: readonly LivePublish[]): void;
  /** The catalog may be read; each time it may be another file than before. */
  ready(version: number): void;
  /** The catalog must not be read any more. */
  rebuilding(): void;
}

/** The ingest, in a thread or process of its own, so that readers never wait for it. */
export interface KeptIngest {
  /** Resolves when every page is right. Rejects with a SiteError or StartError where it cannot begin. */
  readonly ready: Promise<void>;
  /** Has a catalog that is damaged built again. */
  rebuild(): void;
  /** Has page views added up; while the ingest is away they wait. */
  addPageViews(counts: PageViewCounts): void;
  /** Has it ask at once for the branch that content comes from; while it is away that is not needed, as it asks at its start. */
  look(isPassedOn: boolean): void;
  /** All who serve pages have dropped what was published up to a version. */
  swapped(version: number): void;
  /** Somebody who serves pages has dropped all of them, or makes them otherwise now. */
  cleared(): void;
  /** Of its process; null where it is away, or a thread. */
  pid(): number | null;
  /** Whether it lives, and has answered lately. */
  isAnswering(): boolean;
  /**
   * Lets it finish what is under way, and ends it, so that another server may write to DATA_DIR. What it tells until then
   * is told; page views wait.
   */
  hold(): Promise<unknown>;
  /** Starts it, where it is held. */
  goOn(): void;
  /** Page views that wait. */
  takePageViews(): PageViewCounts;
  /** Lets it finish what is under way, and ends it; nothing is told any more. Resolves to false where it took too long and was killed. */
  close(): Promise<boolean>;
  /** Ends it at once. */
  kill(): void;
}

/** An ingest that ends unasked is started again after so long: one second, then twice as long each time. */
const RESTART = { firstMs: 1_000, longestMs: 60_000 };

/**
 * It computes for minutes on end while it builds a large catalog, and sleeps up to 15 s while another process still has
 * DATA_DIR.
 */
const PATIENCE: Patience = { stillSeconds: 60, busySeconds: 1_200, blindSeconds: 1_800 };
/** A thread that has not ended so long after it was told to is within the system, and nothing ends it; in ms. */
const END_MS = 30_000;
/** How long it may take to end what is under way, in ms: where the server stops, and where another waits to write. */
const LAST_WORK_MS = 10_000;
const LAST_PUBLISH_MS = 60_000;

/**
 * Starts the ingest and keeps it alive. What keeps it from starting is an answer to the caller the first
 * time; once the site has been up it is logged, and tried again until it is mended.
 */
export function keepIngest(options: KeepIngestOptions): KeptIngest {
  const { settings, spawn, log, tell, isHeld = false } = options;
  const ready = Promise.withResolvers<void>();
  // It may fail before the caller has come to wait for it.
  ready.promise.catch(() => {});
  let isReady = false;
  let isClosing = false;
  let discardFirst = false;
  let isCleared = false;
  const pageViews = createPageViewTally();
  const kept = keepChild<IngestMessage, IngestRequest>({
    spawn: (listeners) =>
      spawn({ ...settings, discardFirst, tellsNews: tell.troubled !== undefined }, listeners),
    greetings,
    ask: 'ask',
    patience: PATIENCE,
    restart: RESTART,
    tell: {
      message: take,
      ended(child, { code, signal, error }, waitMs) {
        const reason = error === undefined ? { exitCode: code, signal } : { err: error };
        log.fatal({ child, ...reason, waitMs }, 'the ingest ended; it is started again');
      },
      silent(child, silence) {
        log.fatal({ child, ...silence }, 'the ingest does not answer; it is ended');
        watchEnd(child);
      },
    },
  });
  if (!isHeld) kept.goOn();

  function greetings(): IngestRequest[] {
    const counts = pageViews.take();
    const given: IngestRequest[] = [
      ...(counts.length > 0 ? [{ kind: 'page-views', counts } as const] : []),
      ...(isCleared ? (['cleared'] as const) : []),
    ];
    isCleared = false;
    return given;
  }

  function watchEnd(child: number | null): void {
    setTimeout(() => {
      // One that was killed and has ended since is followed by another, which answers.
      if (isClosing || !kept.isWorking() || kept.isAnswering()) return;
      log.fatal(
        { child },
        'the ingest cannot be ended: it waits for the system, such as for a disk. Pages are served as they are, and ' +
          'nothing new is published. See to the disks of CONTENT_DIR and DATA_DIR, then restart the server',
      );
    }, END_MS).unref();
  }

  function take(message: IngestMessage): void {
    if (isClosing) return;
    if (message.kind === 'alive') kept.heard();
    else if (message.kind === 'ready') {
      isReady = true;
      discardFirst = false;
      kept.steady();
      tell.ready(message.version);
      ready.resolve();
    } else if (message.kind === 'rebuilding') tell.rebuilding();
    else if (message.kind === 'progress') tell.progress(message.done, message.total);
    else if (message.kind === 'published') tell.published(message);
    else if (message.kind === 'feeds') tell.feeds?.(message);
    else if (message.kind === 'machine') tell.machine?.(message);
    else if (message.kind === 'troubled') tell.troubled?.(message);
    else if (message.kind === 'stored') tell.stored?.(message.publishes);
    else if (message.kind === 'crashed') {
      if (!message.isDamage) return;
      discardFirst = true;
      tell.rebuilding();
    } else if (message.kind === 'failed') {
      const { message: text, contentDir: folder, problems } = message;
      if (isReady) {
        log.fatal({ problems }, text);
        return;
      }
      isClosing = true;
      kept.letEnd();
      ready.reject(problems.length > 0 ? new SiteError(text, folder, problems) : new StartError(text));
    }
  }

  return {
    ready: ready.promise,
    rebuild: () => kept.send('rebuild'),
    addPageViews(counts) {
      if (kept.isWorking()) kept.send({ kind: 'page-views', counts });
      else pageViews.add(counts);
    },
    look: (isPassedOn) => kept.send({ kind: 'look', isPassedOn }),
    swapped: (version) => kept.send({ kind: 'swapped', version }),
    cleared() {
      if (kept.isWorking()) kept.send('cleared');
      else isCleared = true;
    },
    pid: kept.pid,
    isAnswering: kept.isAnswering,
    hold: () => kept.end('close', LAST_PUBLISH_MS),
    goOn() {
      if (!isClosing) kept.goOn();
    },
    takePageViews: pageViews.take,
    close() {
      isClosing = true;
      return kept.end('close', LAST_WORK_MS);
    },
    kill() {
      isClosing = true;
      kept.kill();
    },
  };
}
