import type { PageViewCounts } from '../../domain/page-views.ts';
import type { Child, Ending } from '../children/child.ts';
import type { ForkWebWorker } from './fork-web-worker.ts';
import type { ProcessReport } from '../../telemetry/request-report.ts';
import { type Patience, type Silence, watchLife } from '../children/watch-life.ts';
import type { WorkerRequest, WorkerSettings } from './worker-messages.ts';

export interface LiveWorkerOptions extends WorkerSettings {
  readonly fork: ForkWebWorker;
  /** What it is told first. */
  readonly greetings: readonly WorkerRequest[];
  readonly tell: WorkerListener;
}

/** Who is told what a worker tells, or does not. */
export interface WorkerListener {
  /** Its program is loaded. */
  loaded(): void;
  /** The catalog turned out to be damaged. */
  damaged(): void;
  pageViews(counts: PageViewCounts): void;
  /** What it answered, and how it is. */
  measured(report: ProcessReport): void;
  /** It heard of a push of the content's branch; `isPassedOn` from another machine. */
  pushed(isPassedOn: boolean): void;
  /** It has dropped what publishes up to a version changed. */
  dropped(version: number): void;
  /** It has dropped every page, for a reason that is no publish. */
  cleared(): void;
  /** It has refused connections. */
  refused(count: number): void;
  /** It does not answer, and is ended. */
  silent(pid: number | null, silence: Silence): void;
  /** It cannot start. `code` is a ListenError's, else null. */
  failed(message: string, code: string | null): void;
}

/** One web worker, from its start to its end. */
export interface LiveWorker {
  readonly pid: number | null;
  /** Resolves to true when it serves pages, to false when it ended before. */
  readonly serving: Promise<boolean>;
  readonly ended: Promise<Ending>;
  /** Whether it serves pages, and has answered lately. */
  isServing(): boolean;
  /** Whether it was asked to end. */
  isLeaving(): boolean;
  tell(request: WorkerRequest): void;
  /** Has it drain; after `graceMs` and the workers' own deadline it is killed. */
  stop(graceMs: number): void;
  /** Has it drain at leisure, as another has taken its place; connections at rest are let go after `restMs`. */
  retire(restMs: number | null): void;
  kill(): void;
}

/** A worker that has not ended so long after its grace is hung, in ms: more than its own deadline. */
const STOP_DEADLINE_MS = 12_000;

/** A page takes milliseconds; loading all of the program a second. */
const PATIENCE: Patience = { stillSeconds: 10, busySeconds: 30, blindSeconds: 60 };

/** Starts a web worker. */
export function startLiveWorker(options: LiveWorkerOptions): LiveWorker {
  const { fork, settings, listensAtOnce, greetings, tell } = options;
  const serving = Promise.withResolvers<boolean>();
  const ended = Promise.withResolvers<Ending>();
  let isServing = false;
  let isLeaving = false;
  let deadline: NodeJS.Timeout | undefined;

  const child: Child<WorkerRequest> = fork(
    { settings, listensAtOnce },
    {
      onMessage(message) {
        if (message.kind === 'alive') life.heard();
        else if (message.kind === 'loaded') tell.loaded();
        else if (message.kind === 'damaged') tell.damaged();
        else if (message.kind === 'refused') tell.refused(message.count);
        else if (message.kind === 'pushed') tell.pushed(message.isPassedOn);
        else if (message.kind === 'page-views') tell.pageViews(message.counts);
        else if (message.kind === 'measured') tell.measured(message.report);
        else if (message.kind === 'dropped') tell.dropped(message.version);
        else if (message.kind === 'cleared') tell.cleared();
        else if (message.kind === 'failed') tell.failed(message.message, message.code);
        else if (message.kind === 'closed') child.send({ kind: 'leave' });
        else if (message.kind === 'serving') {
          isServing = true;
          serving.resolve(true);
        }
      },
      onEnd(ending) {
        isServing = false;
        life.end();
        clearTimeout(deadline);
        serving.resolve(false);
        ended.resolve(ending);
      },
    },
  );
  const life = watchLife({
    ask: () => child.send({ kind: 'ask' }),
    look: child.look,
    patience: PATIENCE,
    onDead(silence) {
      tell.silent(child.pid, silence);
      child.kill();
    },
  });
  for (const greeting of greetings) child.send(greeting);

  return {
    pid: child.pid,
    serving: serving.promise,
    ended: ended.promise,
    isServing: () => isServing && life.isAnswering(),
    isLeaving: () => isLeaving,
    tell: child.send,
    stop(graceMs) {
      isLeaving = true;
      child.send({ kind: 'stop', graceMs });
      deadline = setTimeout(child.kill, graceMs + STOP_DEADLINE_MS);
    },
    retire(restMs) {
      isLeaving = true;
      child.send({ kind: 'retire', restMs });
    },
    kill() {
      isLeaving = true;
      child.kill();
    },
  };
}
