import { readMachineSecrets } from '../../config/machines-environment.ts';
import { takePushes } from '../../http/handlers/push-handler.ts';
import { openLog } from '../children/open-log.ts';
import { createDrain, type Drain } from '../server/drain.ts';
import { handOnPageViews } from '../ingest/hand-on-page-views.ts';
import { ListenError } from '../server/listen-error.ts';
import type { Parent } from '../children/obey-parent.ts';
import { gatherRefused } from '../server/refused-connections.ts';
import { createSiteServer } from '../server/site-server.ts';
import type { WorkerMessage, WorkerRequest, WorkerSettings } from './worker-messages.ts';

/** Serves the site from this process as the supervisor says. Resolves when it listens and views are loaded. */
export async function runWebWorker(
  parent: Parent<WorkerSettings, WorkerMessage, WorkerRequest>,
): Promise<void> {
  const { settings, listensAtOnce } = parent.settings();
  const log = openLog(settings).child({ pid: process.pid });
  const shown = Promise.withResolvers<void>();
  const site = createSiteServer({
    settings,
    log,
    now: Date.now,
    before: takePushes({
      secret: readMachineSecrets().gitSecret,
      onPush: (isPassedOn) => parent.tell({ kind: 'pushed', isPassedOn }),
      log,
    }),
    tell: {
      damaged: () => parent.tell({ kind: 'damaged' }),
      dropped: (version) => parent.tell({ kind: 'dropped', version }),
      cleared: () => parent.tell({ kind: 'cleared' }),
      shown: shown.resolve,
      refused: gatherRefused((count) => parent.tell({ kind: 'refused', count })),
    },
  });
  const endPageViews = handOnPageViews(site.takePageViews, (counts) =>
    parent.tell({ kind: 'page-views', counts }),
  );
  const endReports = site.measure((report) => parent.tell({ kind: 'measured', report }));
  let drain: Drain | null = null;
  let exitCode = 0;
  parent.onRequest(take);

  try {
    const load = async (): Promise<void> => {
      await site.load();
      parent.tell({ kind: 'loaded' });
    };
    if (listensAtOnce) await Promise.all([listen(), load()]);
    else {
      await load();
      await shown.promise;
      await listen();
    }
  } catch (error) {
    log.fatal({ err: error }, 'the web worker cannot start');
    const message = error instanceof Error ? error.message : String(error);
    parent.tell({ kind: 'failed', message, code: error instanceof ListenError ? error.code : null });
    parent.exit(1);
    return;
  }
  await shown.promise;
  parent.tell({ kind: 'serving' });

  async function listen(): Promise<void> {
    const { server, exchanges } = await site.listen();
    drain = createDrain({ server, exchanges, readiness: site.readiness, log, afterClose: site.hide });
  }

  function take(request: WorkerRequest): void {
    if (request.kind === 'ask') parent.tell({ kind: 'alive' });
    else if (request.kind === 'open') site.open();
    else if (request.kind === 'hide') site.hide();
    else if (request.kind === 'published') site.published(request);
    else if (request.kind === 'ready') site.readiness.markReady();
    else if (request.kind === 'retire') void end(drain?.retire(request.restMs));
    else if (request.kind === 'stop') void end(drain?.stop(request.graceMs));
    else if (request.kind === 'leave') parent.exit(exitCode);
  }

  /** Leaves only when the supervisor says so: until then it may have connections on their way to here. */
  async function end(drained: Promise<number> | undefined): Promise<void> {
    try {
      exitCode = (await drained) ?? 0;
    } catch (error) {
      log.error({ err: error }, 'shutdown failed');
      exitCode = 1;
    }
    endPageViews();
    endReports();
    parent.tell({ kind: 'closed' });
  }
}
