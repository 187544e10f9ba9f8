import { vi } from 'vitest';
import type { ChildListeners } from '../../src/runtime/child.ts';
import type { ForkWebWorker } from '../../src/runtime/fork-web-worker.ts';
import type { WorkerMessage, WorkerRequest, WorkerSettings } from '../../src/runtime/worker-messages.ts';

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

/** Forks workers of no process, numbered from 1. */
export function fakeWorkers(): { readonly workers: FakeWorker[]; readonly fork: ForkWebWorker } {
  const workers: FakeWorker[] = [];
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
    return { pid, send: (request: WorkerRequest) => void told.push(request.kind), kill };
  };
  return { workers, fork };
}
