import type { Settings } from '../config/environment.ts';
import { readMachineSecrets } from '../config/machines-environment.ts';
import type { HandedSocket } from '../config/handed-socket.ts';
import { takePushes } from '../http/handlers/push-handler.ts';
import { gatherFacts } from './server/gather-facts.ts';
import { startDesk } from './start-desk.ts';
import { handOnPageViews } from './ingest/hand-on-page-views.ts';
import { ingestSettings, type TroubledNews } from './ingest/ingest-messages.ts';
import { keepIngest } from './ingest/keep-ingest.ts';
import { type ProgressLogOptions, progressLog } from './progress-log.ts';
import { countRefused } from './server/refused-connections.ts';
import { descriptorOf, type RunningServer } from './server/listen.ts';
import { announce } from './server/server-address.ts';
import { type DrainedOnSignal, drainOnSignal } from './shutdown.ts';
import { findPlace } from './takeover/find-place.ts';
import { meetPredecessor } from './takeover/meet-predecessor.ts';
import { offerPlace, REST_MS } from './takeover/offer-place.ts';
import type { ServiceManager } from './takeover/service-manager.ts';
import { createSiteServer, type SiteServer, type SiteServerOptions } from './server/site-server.ts';
import { spawnIngestThread } from './ingest/spawn-ingest.ts';

/** What a site is started with, besides its settings. */
export interface ServeDeps extends ProgressLogOptions {
  /** Whether a person's terminal is at the other end, whose closing is told by SIGHUP. */
  readonly isTerminal: boolean;
  /** The socket that this process was started with; null for none. */
  readonly handed: HandedSocket | null;
  readonly manager: ServiceManager;
}

/** What follows a site that this process serves, and may stand in its ways. */
export interface SiteHooks extends Pick<SiteServerOptions, 'before' | 'overRender'> {
  /** What is wrong with a file now; nothing where it is mended. */
  readonly onTroubled: (news: TroubledNews) => void;
  /** Readers have what was published. */
  readonly onPublished: () => void;
  /** Pages are served. */
  readonly onServing: (site: Pick<SiteServer, 'load'>) => void;
}

/** Serves the site from this process, with the ingest in a thread; otherwise as `serve`. */
export async function serveAlone(
  given: Settings,
  { log, now, onProgress, handed, manager }: ServeDeps,
  follower: SiteHooks | null = null,
): Promise<void> {
  const { port, descriptor } = await findPlace(given, handed);
  const settings = { ...given, port };
  const predecessor = meetPredecessor(handed, {
    pageViews: (counts) => ingest.addPageViews(counts),
    pushed: (isPassedOn) => ingest.look(isPassedOn),
  });
  const isSuccessor = predecessor !== null;
  const shown = Promise.withResolvers<void>();
  const refused = countRefused(log);
  const pushes = takePushes({
    secret: readMachineSecrets().gitSecret,
    onPush: (isPassedOn) => place.pushed(isPassedOn),
    log,
  });
  const site = createSiteServer({
    settings,
    log,
    now,
    before: (listener) => pushes(follower?.before?.(listener) ?? listener),
    tell: {
      damaged: () => ingest.rebuild(),
      refused: () => refused.add(1),
      dropped: (version) => ingest.swapped(version),
      cleared: () => ingest.cleared(),
      shown: shown.resolve,
    },
    overRender: follower?.overRender,
  });
  const facts = gatherFacts(now);
  const serveOps = () =>
    facts.serve(settings.opsPort, log, {
      settings,
      workers: null,
      processes: () => [
        ['web-0', process.pid],
        ['desk', desk?.pid() ?? null],
      ],
      refused: refused.total,
      isReady: site.readiness.isReady,
      isIngestAnswering: () => ingest.isAnswering(),
      isSuccessor,
    });
  // While the former server is there, it is asked, and readers are its own.
  let ops = isSuccessor ? null : await serveOps();
  let running = isSuccessor ? null : await site.listen(descriptor);
  const desk = startDesk(settings, {
    log,
    now,
    tell: { pushed: () => ingest.look(false), damaged: () => ingest.rebuild() },
    isHeld: isSuccessor,
    follower: predecessor?.news,
  });
  const ingest = keepIngest({
    settings: ingestSettings(settings),
    spawn: spawnIngestThread,
    log,
    isHeld: isSuccessor,
    tell: {
      progress: progressLog({ log, now, onProgress }),
      published(pages) {
        facts.published(pages.version);
        site.published(pages);
        predecessor?.published(pages);
        follower?.onPublished();
      },
      feeds(report) {
        facts.feeds(report);
        desk?.news({ kind: 'feeds', ...report });
      },
      machine: facts.machine,
      ...desk?.listener,
      ...(follower === null
        ? {}
        : {
            troubled(news) {
              desk?.listener.troubled(news);
              follower.onTroubled(news);
            },
          }),
      ready(version) {
        facts.ready(version);
        site.open();
        desk?.open();
      },
      rebuilding() {
        site.hide();
        desk?.hide();
      },
    },
  });
  const endReports = site.measure((report) => facts.measured(process.pid, report));
  const endPageViews = handOnPageViews(site.takePageViews, (counts) => place.pageViews(counts));
  const place = offerPlace({
    ingest,
    isReady: site.readiness.isReady,
    given,
    port,
    log,
    onEnd: () => signals?.letGo(),
    readers: {
      descriptor: () => (running === null ? null : descriptorOf(running.server)),
      async leave(isOtherCatalog) {
        place.close();
        ops?.close();
        await Promise.all([signals?.retire(isOtherCatalog ? REST_MS : null), desk?.close(0)]);
      },
      published(pages) {
        site.published(pages);
        predecessor?.published(pages);
      },
      news: (news) => desk?.news(news),
    },
  });

  let signals: DrainedOnSignal | null = null;
  const heedSignals = ({ server, exchanges }: RunningServer): void => {
    signals = drainOnSignal(
      {
        server,
        exchanges,
        readiness: site.readiness,
        log,
        async afterClose() {
          site.hide();
          endPageViews();
          endReports();
          await Promise.all([ingest.close(), desk?.close(0)]);
        },
      },
      {
        onStop() {
          place.cancel();
          void manager.stopping();
        },
        on: { SIGUSR2: place.restart },
      },
    );
  };
  if (running !== null) heedSignals(running);

  try {
    // Views and handlers are loaded while the other thread reads files.
    const loaded = site.load();
    if (isSuccessor) {
      await loaded;
      predecessor.loaded();
      await predecessor.mayWrite;
      ingest.goOn();
    }
    await Promise.all([loaded, ingest.ready, desk?.ready]);
    if (running === null) {
      await shown.promise;
      running = await site.listen(descriptor);
      heedSignals(running);
    }
  } catch (error) {
    ops?.close();
    desk?.kill();
    running?.server.close();
    running?.server.closeAllConnections();
    throw error;
  }
  site.readiness.markReady();
  ops ??= await serveOps();
  await place.open();
  announce(running, log);
  await manager.ready();
  predecessor?.serving(given.dataDir);
  follower?.onServing(site);
}
