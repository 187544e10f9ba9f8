import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import type { ArticleChange } from '../../catalog/publish/article-change.ts';
import type { PublishBatch } from '../../catalog/publish/outcome/publish-batch.ts';
import { isDamage } from '../../catalog/sqlite/sqlite-code.ts';
import type { LastingFault } from '../../telemetry/lasting-fault.ts';
import type { PublishCause } from '../../telemetry/machine-report.ts';
import type { TextRead } from '../read/text-folder.ts';

/** A publish as those who keep finished pages, and those who are told of publishes, have to know it. */
export interface PageChange {
  /** The catalog's version from then on. */
  readonly version: number;
  /** Surrogate keys of the pages that differ; none where readers see nothing of it, or nothing of it yet. */
  readonly keys: ReadonlySet<string>;
  /** Articles and standing pages that differ, drafts included. */
  readonly changes: readonly ArticleChange[];
}

/** A publish with what it came of. */
export interface CausedChange extends PageChange {
  readonly cause: PublishCause;
}

/** What was written, as those have to know it who work behind. */
export interface Published extends CausedChange {
  /** What of files was written, with those that are no articles and that readers may be given as they are. */
  readonly batch?: PublishBatch & { readonly good?: readonly TextRead[] };
  /** Whether it is not yet what readers will have: it is as of a moment of the past, or its transaction goes on. */
  readonly isPassing?: boolean;
}

export interface WriterOptions {
  /** Open for its one writer; whoever opened it closes it after the writer. */
  readonly database: DatabaseSync;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told when the catalog turns out to be damaged. */
  readonly damaged: () => void;
}

/** The one writer of a catalog: who writes does so in turn, who follows what is written listens. */
export interface Writer extends AsyncDisposable, Pick<WriterOptions, 'database' | 'log' | 'now'> {
  /** Aborted when the writer ends: no further work is begun, and what fails from then on is told to nobody. */
  readonly closing: AbortSignal;
  /** Runs work after all that was handed in before it. Resolves or rejects as the work does; what follows runs in either case. */
  inTurn<Result>(work: () => Promise<Result> | Result): Promise<Result>;
  /** Resolves when everything that was handed in by now is done. */
  idle(): Promise<void>;
  /** Does work in turn, and tells of its failure as `attempt` does. Resolves to whether it was done. */
  run(fault: Fault, work: () => Promise<void> | void): Promise<boolean>;
  /** Does work that takes turns by itself, and tells of its failure. Resolves to whether it was done. */
  attempt(fault: Fault, work: () => Promise<void> | void): Promise<boolean>;
  /** Tells of a failure: a line in the log, and whoever can build a damaged catalog again. */
  failed(fault: Fault, error: unknown): void;
  /** Tells of damage alone, where an error is a sign of it. */
  met(error: unknown): void;
  /** Tells the listeners, in the order in which they came, what was written; they hold up what comes next. */
  published(publish: Omit<Published, 'cause'>): void;
  /** Does work that has its turn; what it publishes came of this. Anything else came of what was published then. */
  because<Result>(cause: PublishCause, work: () => Promise<Result> | Result): Promise<Result>;
  onPublish(listener: (publish: Published) => void): void;
  /** Has something closed when the writer ends and no work is under way, the last handed in first. */
  defer(close: () => Promise<void> | void): void;
}

/** How a failure is told: a line for the log, or a fault that may last. */
export type Fault = string | Pick<LastingFault, 'met'>;

/** Makes a writer with nothing to do. Disposing of it resolves when the work under way is done and all that follows is closed. */
export function openWriter({ database, log, now, damaged }: WriterOptions): Writer {
  const ending = new AbortController();
  const followers = new AsyncDisposableStack();
  const listeners: ((publish: Published) => void)[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let ended: Promise<void> | null = null;
  let cause: PublishCause | null = null;

  const idle = async (): Promise<void> => {
    await last;
  };
  const end = async (): Promise<void> => {
    ending.abort();
    await idle();
    await followers.disposeAsync();
  };
  const writer: Writer = {
    database,
    log,
    now,
    closing: ending.signal,
    inTurn(work) {
      const result = last.then(work);
      last = result.catch(() => {});
      return result;
    },
    idle,
    run: (fault, work) => writer.attempt(fault, () => writer.inTurn(work)),
    async attempt(fault, work) {
      try {
        await work();
        return true;
      } catch (error) {
        writer.failed(fault, error);
        return false;
      }
    },
    failed(fault, error) {
      if (ending.signal.aborted) return;
      if (typeof fault === 'string') log.error({ err: error }, fault);
      else fault.met(error);
      writer.met(error);
    },
    met(error) {
      if (isDamage(error) && !ending.signal.aborted) damaged();
    },
    published(publish) {
      const caused = { ...publish, cause: cause ?? { way: 'other', at: now() } } as const;
      for (const listen of listeners) listen(caused);
    },
    async because(reason, work) {
      cause = reason;
      try {
        return await work();
      } finally {
        cause = null;
      }
    },
    onPublish: (listener) => void listeners.push(listener),
    defer: (close) => followers.defer(close),
    [Symbol.asyncDispose]() {
      ended ??= end();
      return ended;
    },
  };
  return writer;
}
