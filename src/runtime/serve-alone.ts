import type { Settings } from '../config/environment.ts';
import { readMachineSecrets } from '../config/machines-environment.ts';
import { takePushes } from '../http/handlers/push-handler.ts';
import { gatherFacts } from './server/gather-facts.ts';
import { startDesk } from './start-desk.ts';
import { handOnPageViews } from './ingest/hand-on-page-views.ts';
import { ingestSettings, type TroubledNews } from './ingest/ingest-messages.ts';
import { keepIngest } from './ingest/keep-ingest.ts';
import { type ProgressLogOptions, progressLog } from './progress-log.ts';
import { countRefused } from './server/refused-connections.ts';
import { announce } from './server/server-address.ts';
import { drainOnSignal } from './shutdown.ts';
import { createSiteServer, type SiteServer, type SiteServerOptions } from './server/site-server.ts';
import { spawnIngestThread } from './ingest/spawn-ingest.ts';

/** What a site is started with, besides its settings. */
export interface ServeDeps extends ProgressLogOptions {
  /** Whether a person's terminal is at the other end, whose closing is told by SIGHUP. */
  readonly isTerminal: boolean;
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
  settings: Settings,
  { log, now, onProgress }: ServeDeps,
  follower: SiteHooks | null = null,
): Promise<void> {
  const refused = countRefused(log);
  const pushes = takePushes({
    secret: readMachineSecrets().gitSecret,
    onPush: (isPassedOn) => ingest.look(isPassedOn),
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
    },
    overRender: follower?.overRender,
  });
  const facts = gatherFacts(now);
  const ops = await facts.serve(settings.opsPort, log, {
    workers: null,
    refused: refused.total,
    isReady: site.readiness.isReady,
    isIngestAnswering: () => ingest.isAnswering(),
  });
  const running = await site.listen();
  const desk = startDesk(settings, {
    log,
    now,
    tell: { pushed: () => ingest.look(false), damaged: () => ingest.rebuild() },
  });
  const ingest = keepIngest({
    settings: ingestSettings(settings),
    spawn: spawnIngestThread,
    log,
    tell: {
      progress: progressLog({ log, now, onProgress }),
      published(pages) {
        facts.published(pages.version);
        site.published(pages);
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
  const endPageViews = handOnPageViews(site.takePageViews, ingest.addPageViews);
  drainOnSignal({
    server: running.server,
    exchanges: running.exchanges,
    readiness: site.readiness,
    log,
    async afterClose() {
      site.hide();
      endPageViews();
      await Promise.all([ingest.close(), desk?.close(0)]);
    },
  });

  try {
    // Views and handlers are loaded while the other thread reads files.
    await Promise.all([site.load(), ingest.ready, desk?.ready]);
  } catch (error) {
    ops?.close();
    desk?.kill();
    running.server.close();
    running.server.closeAllConnections();
    throw error;
  }
  site.readiness.markReady();
  announce(running, log);
  follower?.onServing(site);
}
