import { isMainThread } from 'node:worker_threads';
import { isDamage } from '../../catalog/sqlite/sqlite-code.ts';
import { PermalinkError } from '../../catalog/permalinks/permalink-error.ts';
import { GitRemoteError } from '../../git/git-remote-error.ts';
import { ContentRootError } from '../../ingest/checkout/site-root.ts';
import { ownCatalogFile } from '../../ingest/build/open-own-catalog.ts';
import { DataDirError } from '../../ingest/data-dir/data-dir.ts';
import { createProviderAsker } from '../../ingest/embeds/ask-provider.ts';
import { type Ingest, startIngest } from '../../ingest/ingest.ts';
import type { IngestListener } from '../../ingest/ingest-options.ts';
import { SiteError } from '../../ingest/read/site-error.ts';
import { createMachineReporter } from '../../telemetry/machine-reporter.ts';
import { openLog } from '../children/open-log.ts';
import { createFeedPoller } from '../partner-feeds/feed-poller.ts';
import { pollPartners, type PartnerFeeds, userAgent } from '../partner-feeds/poll-partners.ts';
import { openBranchContent } from './branch-content.ts';
import { type BranchFollower, followBranch } from './follow-branch.ts';
import type { IngestMessage, IngestRequest, RunIngestSettings } from './ingest-messages.ts';
import { pollThreads } from '../partner-feeds/poll-threads.ts';
import { newsTeller } from './tell-news.ts';
import { preciseClock } from './precise-clock.ts';
import { keepPermalinks } from './keep-permalinks.ts';
import { passOnPushes } from './pass-on-pushes.ts';
import { type CachesPurged, NO_CACHES, purgeCaches } from './purge-caches.ts';
import { startSharing } from '../shared-views/start-sharing.ts';
import { toldNotes } from './told-notes.ts';
import { commitNews, startTelling } from './start-telling.ts';

/** The way to whoever started the ingest. */
export interface IngestPort {
  readonly tell: (message: IngestMessage) => void;
  readonly onRequest: (take: (request: IngestRequest) => void) => void;
  /** Lets the thread or process end when nothing else holds it, after what was told has arrived. */
  readonly close: () => void;
  /** Ends it with this code, after what was told has arrived. */
  readonly exit: (code: number) => void;
}

const DAMAGED = 'the catalog is damaged; it is built again';

/** Runs the catalog's one writer in this thread or process, and does what it is asked to. */
export function runIngest(settings: RunIngestSettings, port: IngestPort): void {
  const { contentDir, dataDir, threads, discardFirst, site } = settings;
  const { tell } = port;
  const log = openLog(settings).child(isMainThread ? { pid: process.pid } : {});
  let discard: 'damaged' | 'lost' | null = discardFirst ? 'damaged' : null;
  let isRebuilding = false;
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'publishing failed');
    tell({ kind: 'crashed', isDamage: isDamage(error) });
    port.exit(1);
  });
  const clock = preciseClock();
  const report = createMachineReporter({
    send: (machine) => tell({ kind: 'machine', ...machine }),
    now: clock,
    isTeller: site.isTeller,
    hasCaches: site.caches.length > 0,
  });
  const passOn = passOnPushes({
    peers: site.contentGit?.peers ?? [],
    secret: settings.secrets.gitSecret,
    log,
    onTold: report.peerTold,
  });
  let caches: CachesPurged = NO_CACHES;
  let follower: BranchFollower | null = null;
  let ingest = begin();
  port.onRequest((request) => {
    if (request === 'close') void close();
    else if (request === 'rebuild') rebuild();
    else if (request === 'ask') tell({ kind: 'alive' });
    else if (request === 'cleared') caches.cleared();
    else if (request.kind === 'swapped') {
      report.swapped(request.version);
      caches.swapped(request.version);
    } else if (request.kind === 'look') {
      follower?.look();
      // Who heard of a push first tells the other machines.
      if (!request.isPassedOn) passOn();
    } else if (request.kind === 'page-views')
      void ingest.then((running) => running?.pageViews.add(request.counts));
  });

  async function begin(): Promise<Ingest | null> {
    const started = await start();
    // A catalog that turned out to be damaged meanwhile is not shown to readers.
    if (started !== null && !isRebuilding) tell({ kind: 'ready', version: started.version() });
    return started;
  }

  /** Resolves to null where the ingest cannot start for a reason that was told. */
  async function start(): Promise<Ingest | null> {
    try {
      return await startOnce().catch((error: unknown) => {
        if (!isDamage(error)) throw error;
        log.error({ err: error, file: ownCatalogFile(dataDir) }, DAMAGED);
        tell({ kind: 'rebuilding' });
        discard = 'damaged';
        return startOnce();
      });
    } catch (error) {
      const expected = [SiteError, DataDirError, PermalinkError, GitRemoteError, ContentRootError];
      if (!(error instanceof Error) || !expected.some((kind) => error instanceof kind)) throw error;
      const problems = error instanceof SiteError ? error.problems : [];
      tell({ kind: 'failed', message: error.message, contentDir, problems });
      port.close();
      return null;
    }
  }

  async function startOnce(): Promise<Ingest> {
    const { secrets, environment } = settings;
    const { contentGit } = site;
    const given = { token: secrets.gitToken, environment, contentDir, dataDir, log, now: clock };
    const content = contentGit === null ? null : openBranchContent({ contentGit, ...given });
    caches = purgeCaches({ settings: { ...site, contentDir }, secrets, dataDir, log, report });
    const notes = content && toldNotes(content.lastWords, contentGit?.mayPush === true, log);
    const others = startTelling({ settings, notes, report, log });
    const news = newsTeller({ others, report, tell: settings.tellsNews ? tell : null, now: clock });
    let feeds: PartnerFeeds | null = null;
    const listener: IngestListener = {
      progress: (done, total) => tell({ kind: 'progress', done, total }),
      published(publish) {
        const { version, keys, cause } = publish;
        report.published(version, cause);
        tell({ kind: 'published', version, keys: [...keys] });
        caches.published(publish);
        others.published(publish);
        feeds?.published(keys);
      },
      ...news,
      damaged: rebuild,
      lost: (isCatalogLost) => startAnew(isCatalogLost ? 'lost' : null),
    };
    const running = await startIngest(
      {
        contentDir,
        dataDir,
        log,
        threads,
        now: clock,
        isLive: true,
        tell: listener,
        source: content?.source,
        history: content?.history,
        fetching: { allowPrivate: site.allowPrivateFeeds, userAgent: userAgent(site.origin) },
      },
      discard,
    );
    discard = null;
    news.begin();
    report.pictures(running.picturesWaiting);
    feeds = await pollPartners({
      desk: running.partners,
      dataDir,
      poller: createFeedPoller(
        pollThreads({ allowPrivate: site.allowPrivateFeeds, userAgent: userAgent(site.origin) }),
      ),
      onReport: (report) => tell({ kind: 'feeds', ...report }),
      now: Date.now,
      log,
    });
    running.embeds.follow(createProviderAsker({ userAgent: userAgent(site.origin), now: Date.now }));
    others.begin(running.found);
    caches.begin(running.found);
    const shared = startSharing({
      url: settings.secrets.pageViewsUrl,
      origin: site.origin,
      pageViews: running.pageViews,
      report: report.sharedViews,
      now: clock,
      log,
    });
    const keeper =
      content &&
      keepPermalinks({
        ledger: running.ledger,
        mirror: content.mirror,
        site: { ...site, mayPush: contentGit?.mayPush === true },
        onPushed: () => follower?.look(),
        log,
        now: clock,
      });
    if (content !== null) {
      follower = followBranch({
        content,
        ingest: running,
        listener: {
          state: report.branch,
          failed: report.lookFailed,
          published(push) {
            report.pushPublished();
            others.tellCommit(commitNews(push));
            if (push.isRewritten) keeper?.rewritten();
          },
          settled: (commit) => keeper?.settled(commit),
        },
        log,
        now: clock,
      });
    }
    return {
      ...running,
      async close() {
        await shared?.close();
        // The outbox is closed while DATA_DIR, in which it is, is still this ingest's.
        await feeds?.close();
        await Promise.all([follower?.close(), keeper?.close()]);
        follower = null;
        await running.rest();
        await Promise.all([others.close(), caches.close()]);
        content?.lastWords.close();
        report.pictures(null);
        await running.close();
      },
    };
  }

  /** Builds a damaged catalog again; of readers or files that break it meanwhile, the first is enough. */
  function rebuild(): void {
    if (isRebuilding) return;
    log.error({ file: ownCatalogFile(dataDir) }, DAMAGED);
    tell({ kind: 'rebuilding' });
    startAnew('damaged');
  }

  /** Opens everything anew. Readers who were not told to let go have what they had open until it is ready. */
  function startAnew(why: typeof discard): void {
    if (isRebuilding) return;
    isRebuilding = true;
    ingest = ingest.then(async (running) => {
      await running?.close();
      discard = why;
      const restarted = await start();
      isRebuilding = false;
      if (restarted !== null) tell({ kind: 'ready', version: restarted.version() });
      return restarted;
    });
  }

  async function close(): Promise<void> {
    const running = await ingest;
    await running?.close();
    report.close();
    port.close();
  }
}
