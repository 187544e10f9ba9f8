import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { type Child, type ChildListeners, childProcess } from '../children/child.ts';
import { rescueConnections } from './rescue-connections.ts';
import type { WorkerMessage, WorkerRequest, WorkerSettings } from './worker-messages.ts';

/** Starts a web worker. */
export type ForkWebWorker = (
  settings: WorkerSettings,
  listeners: ChildListeners<WorkerMessage>,
) => Child<WorkerRequest>;

const PROCESS = fileURLToPath(new URL('./web-worker.ts', import.meta.url));

/**
 * Prepares starting web workers; `onLost` is told of each connection that did not reach the one it was handed to. Each
 * is a process that shares its listening socket with its siblings: this process accepts connections and
 * hands them out in turn. It has this one's V8 flags.
 */
export const forkWebWorkers =
  (onLost: () => void): ForkWebWorker =>
  (settings, listeners) => {
    cluster.schedulingPolicy = cluster.SCHED_RR;
    cluster.setupPrimary({ exec: PROCESS, args: [JSON.stringify(settings)] });
    const worker = cluster.fork();
    rescueConnections(worker, onLost);
    // Its process says the same.
    worker.on('error', () => {});
    return childProcess(worker.process, listeners);
  };
