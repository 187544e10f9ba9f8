import type { Settings } from '../config/environment.ts';
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
import { announce, serverUrl } from './server/server-address.ts';
import { mostConnections } from './server/server-limits.ts';
import { spawnIngestProcess } from './ingest/spawn-ingest.ts';
import { findPlace } from './takeover/find-place.ts';
import { meetPredecessor } from './takeover/meet-predecessor.ts';
import { offerPlace, REST_MS } from './takeover/offer-place.ts';
import { holdListeningSocket } from './workers/listening-socket.ts';
import { StartError } from './children/start-error.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import type { WorkerRequest } from './workers/worker-messages.ts';
import { watchSwaps } from './workers/watch-swaps.ts';
import { startWorkerPool } from './workers/worker-pool.ts';

/**
 * Serves the site from `workers` processes and reads files in one more; this one only starts them, tells them
 * of publishes and replaces those that die. SIGHUP replaces the workers without losing a request; SIGUSR2 all of it, as
 * does a command. Otherwise as `serve`.
 */
export async function supervise(given: Settings, deps: ServeDeps): Promise<void> {
  const { log, now, onProgress, isTerminal, handed, manager } = deps;
  const { host, workers } = given;
  const { port, descriptor } = await findPlace(given, handed);
  const settings = { ...given, port };
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  let isReadable = false;
  let isReady = false;
  let isStopping = false;
  const refused = countRefused(log);
  const refuse = (): void => refused.add(1);
  const socket = holdListeningSocket({
    port,
    handed: descriptor,
    most: mostConnections(),
    onRefused: refuse,
  });

  const facts = gatherFacts(now);
  let started = 0;
  let died = 0;
  let loaded = 0;
  const predecessor = meetPredecessor(handed, {
    pageViews: (counts) => ingest.addPageViews(counts),
    pushed: (isPassedOn) => ingest.look(isPassedOn),
  });
  const isSuccessor = predecessor !== null;
  const serveOps = () =>
    facts.serve(given.opsPort, log, {
      settings,
      workers: () => ({ wanted: workers, serving: pool.serving(), started, died }),
      processes: () => [...pool.processes(), ['ingest', ingest.pid()], ['desk', desk?.pid() ?? null]],
      refused: refused.total,
      isReady: () => isReady && !isStopping && pool.serving() > 0,
      isIngestAnswering: () => ingest.isAnswering(),
      isSuccessor,
    });
  // While the former server is there, it is asked.
  let ops = isSuccessor ? null : await serveOps();

  const desk = startDesk(settings, {
    log,
    now,
    tell: { pushed: () => ingest.look(false), damaged: () => ingest.rebuild() },
    isHeld: isSuccessor,
    follower: predecessor?.news,
  });

  const ingest = keepIngest({
    settings: ingestSettings(given),
    spawn: spawnIngestProcess,
    log,
    isHeld: isSuccessor,
    tell: {
      progress: progressLog({ log, now, onProgress }),
      published(pages) {
        facts.published(pages.version);
        pool.tell({ kind: 'published', ...pages });
        predecessor?.published(pages);
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
        // Readers are the former server's until there are pages.
        listensAtOnce: listensAtOnce && (isReady || !isSuccessor),
        greetings: greetings(),
        tell: {
          loaded() {
            loaded += 1;
            if (loaded === workers) predecessor?.loaded();
          },
          damaged: () => ingest.rebuild(),
          pageViews: (counts) => place.pageViews(counts),
          measured: (report) => facts.measured(worker.pid ?? 0, report),
          pushed: (isPassedOn) => place.pushed(isPassedOn),
          dropped: swap.dropped,
          cleared: ingest.cleared,
          refused: refused.add,
          silent(child, silence) {
            log.error({ child, ...silence }, 'a web worker does not answer; it is ended and replaced');
          },
          failed(message, code) {
            const error = code === null ? new StartError(message) : new ListenError(message, code);
            if (isReady) log.error({ code }, message);
            failure.reject(error);
          },
        },
      });
      void worker.ended.then(() => {
        facts.ended(worker.pid ?? 0);
        died += Number(!worker.isLeaving());
        swap.left();
      });
      return worker;
    },
  });
  const killAll = (): Promise<void> => {
    socket.endWithWorkers();
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
    on: {
      SIGHUP: isTerminal ? undefined : onHangUp,
      SIGUSR2: () => place.restart(),
    },
  });
  const place = offerPlace({
    ingest,
    isReady: () => isReady,
    given,
    port,
    log,
    onEnd: () => letGo(),
    readers: {
      descriptor: socket.descriptor,
      async leave(isOtherCatalog) {
        place.close();
        ops?.close();
        await socket.close();
        await Promise.all([pool.retire(isOtherCatalog ? REST_MS : null), desk?.close(0)]);
      },
      published(pages) {
        pool.tell({ kind: 'published', ...pages });
        predecessor?.published(pages);
      },
      news: (news) => desk?.news(news),
    },
  });
  void predecessor?.mayWrite.then(ingest.goOn);

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
  ops ??= await serveOps();
  await place.open();
  await manager.ready();
  predecessor?.serving(given.dataDir);
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
    place.cancel();
    void manager.stopping();
    socket.endWithWorkers();
    const [isWhole] = await Promise.all([pool.stop(graceMs), desk?.close(graceMs)]);
    const isClosed = await ingest.close();
    return isWhole && isClosed ? 0 : 1;
  }
}
