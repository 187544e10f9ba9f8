import { vi } from 'vitest';
import type { ChildListeners } from '../../src/runtime/children/child.ts';
import type { ForkWebWorker } from '../../src/runtime/workers/fork-web-worker.ts';
import type { ThreadLook } from '../../src/runtime/children/look-at-thread.ts';
import type {
  WorkerMessage,
  WorkerRequest,
  WorkerSettings,
} from '../../src/runtime/workers/worker-messages.ts';

/** A web worker that is no process: a test says what it tells and when it ends. */
export interface FakeWorker {
  readonly pid: number;
  readonly listensAtOnce: boolean;
  /** The kinds of what it was told, in order. */
  readonly told: string[];
  readonly tell: (message: WorkerMessage) => void;
  readonly end: (code: number | null, signal?: string) => void;
  readonly kill: () => void;
}

export interface FakeWorkers {
  readonly workers: FakeWorker[];
  readonly fork: ForkWebWorker;
  /** Those that give no sign of life, and what the system says of them. */
  readonly silent: Map<number, ThreadLook>;
}

/** Forks workers of no process, numbered from 1. */
export function fakeWorkers(): FakeWorkers {
  const workers: FakeWorker[] = [];
  const silent = new Map<number, ThreadLook>();
  const fork = ({ listensAtOnce }: WorkerSettings, { onMessage, onEnd }: ChildListeners<WorkerMessage>) => {
    const told: string[] = [];
    const pid = workers.length + 1;
    const kill = vi.fn();
    workers.push({
      pid,
      listensAtOnce,
      told,
      tell: onMessage,
      end: (code, signal) => onEnd({ code, signal: signal ?? null }),
      kill,
    });
    const send = ({ kind: asked }: WorkerRequest): void => {
      if (asked !== 'ask') told.push(asked);
      else if (!silent.has(pid)) onMessage({ kind: 'alive' });
    };
    return { pid, send, kill, look: () => silent.get(pid) ?? null };
  };
  return { workers, fork, silent };
}
