import type { Settings } from '../config/environment.ts';
import { readMachineSecrets } from '../config/machines-environment.ts';
import { takePushes } from '../http/handlers/push-handler.ts';
import type { Problem } from '../problems/problem.ts';
import { gatherFacts } from './server/gather-facts.ts';
import { handOnPageViews } from './ingest/hand-on-page-views.ts';
import { ingestSettings } from './ingest/ingest-messages.ts';
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
  readonly onTroubled: (file: string, problems: readonly Problem[]) => void;
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
      feeds: facts.feeds,
      machine: facts.machine,
      ...(follower === null ? {} : { troubled: follower.onTroubled }),
      ready(version) {
        facts.ready(version);
        site.open();
      },
      rebuilding: site.hide,
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
      await ingest.close();
    },
  });

  try {
    // Views and handlers are loaded while the other thread reads files.
    await Promise.all([site.load(), ingest.ready]);
  } catch (error) {
    ops?.close();
    running.server.close();
    running.server.closeAllConnections();
    throw error;
  }
  site.readiness.markReady();
  announce(running, log);
  follower?.onServing(site);
}
