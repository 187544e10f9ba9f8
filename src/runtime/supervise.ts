import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/environment.ts';
import { boundDealing } from './workers/bound-dealing.ts';
import { forkWebWorkers } from './workers/fork-web-worker.ts';
import { gatherFacts } from './server/gather-facts.ts';
import { ingestSettings } from './ingest/ingest-messages.ts';
import { keepIngest } from './ingest/keep-ingest.ts';
import { ListenError } from './server/listen-error.ts';
import { startLiveWorker } from './workers/live-worker.ts';
import { startDesk } from './start-desk.ts';
import { progressLog } from './progress-log.ts';
import { countRefused } from './server/refused-connections.ts';
import type { ServeDeps } from './serve-alone.ts';
import { announce, serverUrl, tryAddress } from './server/server-address.ts';
import { mostConnections } from './server/server-limits.ts';
import { spawnIngestProcess } from './ingest/spawn-ingest.ts';
import { StartError } from './children/start-error.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import type { WorkerRequest } from './workers/worker-messages.ts';
import { watchSwaps } from './workers/watch-swaps.ts';
import { startWorkerPool } from './workers/worker-pool.ts';

/** How long the ingest may take to end what is under way, in ms. */
const INGEST_DEADLINE_MS = 10_000;

/**
 * Serves the site from `workers` processes and reads files in one more; this one only starts them, tells them
 * of publishes and replaces those that die. SIGHUP replaces the workers without losing a request. Otherwise
 * as `serve`.
 */
export async function supervise(given: Settings, deps: ServeDeps): Promise<void> {
  const { log, now, onProgress, isTerminal } = deps;
  const { host, workers } = given;
  const settings = { ...given, port: await tryAddress(host, given.port) };
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  let isReadable = false;
  let isReady = false;
  let isStopping = false;
  const refused = countRefused(log);
  const refuse = (): void => refused.add(1);
  boundDealing(mostConnections(), refuse);

  const facts = gatherFacts(now);
  const ops = await facts.serve(given.opsPort, log, {
    workers: () => ({ serving: pool.serving(), started }),
    refused: refused.total,
    isReady: () => isReady && !isStopping && pool.serving() > 0,
    isIngestAnswering: () => ingest.isAnswering(),
  });
  let started = 0;

  const desk = startDesk(settings, {
    log,
    now,
    tell: { pushed: () => ingest.look(false), damaged: () => ingest.rebuild() },
  });

  const ingest = keepIngest({
    settings: ingestSettings(given),
    spawn: spawnIngestProcess,
    log,
    tell: {
      progress: progressLog({ log, now, onProgress }),
      published(pages) {
        facts.published(pages.version);
        pool.tell({ kind: 'published', ...pages });
      },
      feeds(report) {
        facts.feeds(report);
        desk?.news({ kind: 'feeds', ...report });
      },
      machine: facts.machine,
      ...desk?.listener,
      ready(version) {
        facts.ready(version);
        isReadable = true;
        swaps.reset();
        pool.tell({ kind: 'open' });
        desk?.open();
      },
      rebuilding() {
        isReadable = false;
        pool.tell({ kind: 'hide' });
        desk?.hide();
      },
    },
  });
  const swaps = watchSwaps(ingest.swapped);
  const pool = startWorkerPool({
    count: workers,
    log,
    now,
    onReplaced: ingest.cleared,
    start(listensAtOnce) {
      started += 1;
      const swap = swaps.join();
      const worker = startLiveWorker({
        fork: forkWebWorkers(refuse),
        settings,
        listensAtOnce,
        greetings: greetings(),
        tell: {
          damaged: () => ingest.rebuild(),
          pageViews: ingest.addPageViews,
          pushed: ingest.look,
          dropped: swap.dropped,
          cleared: ingest.cleared,
          refused: refused.add,
          silent(worker, { silentFor, why }) {
            log.error({ worker, silentFor, why }, 'a web worker does not answer; it is ended and replaced');
          },
          failed(message, code) {
            const error = code === null ? new StartError(message) : new ListenError(message, code);
            if (isReady) log.error({ code }, message);
            failure.reject(error);
          },
        },
      });
      void worker.ended.then(swap.left);
      return worker;
    },
  });
  const killAll = (): Promise<void> => {
    ingest.kill();
    desk?.kill();
    return pool.kill();
  };
  const letGo = stopOnSignal({
    log,
    cutOff(reason) {
      log.warn({ reason }, 'connections cut off');
      void killAll();
    },
    stop,
    onHangUp: isTerminal ? undefined : onHangUp,
  });

  try {
    await Promise.race([failure.promise, Promise.all([ingest.ready, pool.ready, desk?.ready])]);
  } catch (error) {
    letGo();
    ops?.close();
    await killAll();
    throw error;
  }
  isReady = true;
  pool.tell({ kind: 'ready' });
  announce({ url: serverUrl(host, settings.port) }, log);

  function greetings(): WorkerRequest[] {
    return [
      ...(isReadable ? [{ kind: 'open' } as const] : []),
      ...(isReady ? [{ kind: 'ready' } as const] : []),
    ];
  }

  function onHangUp(): void {
    if (isReady) pool.reload();
    else log.warn({ signal: 'SIGHUP' }, 'ignored, as the server is starting');
  }

  async function stop(graceMs: number): Promise<number> {
    isStopping = true;
    const [isWhole] = await Promise.all([pool.stop(graceMs), desk?.close(graceMs)]);
    const isClosed = await Promise.race([
      ingest.close().then(() => true),
      sleep(INGEST_DEADLINE_MS, false, { ref: false }),
    ]);
    if (!isClosed) ingest.kill();
    return isWhole && isClosed ? 0 : 1;
  }
}
